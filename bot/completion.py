"""What Tab offers in the terminal: command words, its own /commands, names, groups, numbers."""

from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)

from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.document import Document

from handlers.language.normalise import fold
from handlers.router import Command

Offers = Callable[[], Awaitable[Sequence[str]]]


class Completing(Completer):
    """Completes the first word, and what may follow it.

    `controls` are the terminal's own commands with what each may be followed by; after a word of
    the bot's come the numbers of the activities it has told of.
    """

    def __init__(
        self, commands: Iterable[Command], controls: Mapping[str, Offers], numbers: Offers
    ) -> None:
        spoken = [word for command in commands for word in command.words]
        self._words = sorted({word for word in spoken if len(word) > 1})
        self._controls = controls
        self._numbers = numbers

    def get_completions(self, *_: object) -> Iterator[Completion]:
        """Offer nothing without awaiting: what can be offered is asked of the running sandbox."""
        return iter(())

    async def get_completions_async(
        self, document: Document, *_: object
    ) -> AsyncGenerator[Completion, None]:
        """Offer what the line up to the cursor may go on with."""
        begun, offers = await self._offers(document.text_before_cursor.lstrip())
        for each in offers:
            if fold(each).text.startswith(fold(begun).text) and each != begun:
                yield Completion(each, start_position=-len(begun))

    async def _offers(self, line: str) -> tuple[str, Sequence[str]]:
        word, gap, rest = line.partition(" ")
        if word in self._controls:
            return (rest, await self._controls[word]()) if gap else (word, list(self._controls))
        said = max(
            (each for each in self._words if line.startswith(f"{each} ")), key=len, default=""
        )
        if said:
            return line[len(said) + 1 :], await self._numbers()
        return line, [*self._controls, *self._words]
