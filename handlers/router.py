"""What can be said: command words, presses, answers to questions, sentences; and finding the one that was."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from handlers.context import Context
from handlers.language.normalise import Folded, fold
from handlers.message import LiveCard, Reply
from storage.types import Question

Answer = Reply | LiveCard | None
Handler = Callable[[Context, Folded], Answer]
Pressed = Callable[[Context, tuple[str, ...]], Answer]

# A command word ends here; what looks like one inside a longer word (问一下, 人工智能) is none.
_END = re.compile(r"[\s:,.!?;~，、！？；#-]|\d|$")
_CLOSING = re.compile(r"[\s,.!?;~，、！？；]*")


class Where(Enum):
    """In which chats a command is at home; help shows it only there."""

    ANYWHERE = "anywhere"
    GROUP = "group"
    PRIVATE = "private"


class Who(Enum):
    """For whom a command is; help shows it only to them, the action decides for itself."""

    ANYBODY = "anybody"
    STAFF = "staff"
    SECRETARY = "secretary"
    OWNER = "owner"
    # Anybody, until somebody owns the service.
    NEWCOMER = "newcomer"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to say. `name` is its key in the catalogues (`help-NAME`, `help-NAME-more`)."""

    name: str
    words: tuple[str, ...]
    handler: Handler
    where: Where = Where.ANYWHERE
    who: Who = Who.ANYBODY
    # Understood in a group that was never enabled, too.
    before_setup: bool = False
    # Where the bot is addressed the argument may follow without a gap (发布活动周六…).
    runs_on: bool = True


@dataclass(frozen=True, slots=True)
class Answerer:
    """How one kind of question is answered.

    `accepts` reads the words; None when they are no answer to it.
    """

    kind: str
    accepts: Callable[[Folded, Question, Context], Any]
    handler: Callable[[Context, Question, Any], Answer]


class Router:
    """The commands of one noun, or all of them; made by hand, nothing registers by import."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.answerers: dict[str, Answerer] = {}
        self.sentences: list[Handler] = []
        self.places: list[Handler] = []
        self.tickets: list[Handler] = []
        self._words: dict[str, Command] = {}
        self._longest = 0
        self.presses: dict[str, Pressed] = {}

    def command(
        self,
        name: str,
        *words: str,
        where: Where = Where.ANYWHERE,
        who: Who = Who.ANYBODY,
        before_setup: bool = False,
        runs_on: bool = True,
    ) -> Callable[[Handler], Handler]:
        """Register a handler for a command word and its aliases; the first word is the canonical one."""

        def register(handler: Handler) -> Handler:
            self._add(Command(name, words, handler, where, who, before_setup, runs_on))
            return handler

        return register

    def press(self, verb: str) -> Callable[[Pressed], Pressed]:
        """Register a handler for buttons whose press starts with `verb`."""

        def register(handler: Pressed) -> Pressed:
            _refuse_twice(verb, self.presses)
            self.presses[verb] = handler
            return handler

        return register

    def sentence(self, handler: Handler) -> Handler:
        """Register a handler that is asked, in order, about words that are nothing else."""
        self.sentences.append(handler)
        return handler

    def place(self, handler: Handler) -> Handler:
        """Register a handler that is asked, in order, about the name of a place on the map."""
        self.places.append(handler)
        return handler

    def ticket(self, handler: Handler) -> Handler:
        """Register a handler that is asked, in order, about the ticket of a link."""
        self.tickets.append(handler)
        return handler

    def answers(self, answerer: Answerer) -> None:
        """Register how one kind of question is answered."""
        _refuse_twice(answerer.kind, self.answerers)
        self.answerers[answerer.kind] = answerer

    def include(self, *routers: "Router") -> None:
        """Take over everything another router knows. Raises ValueError for a word known already."""
        for router in routers:
            for command in router.commands:
                self._add(command)
            for verb, handler in router.presses.items():
                self.press(verb)(handler)
            for answerer in router.answerers.values():
                self.answers(answerer)
            self.sentences += router.sentences
            self.places += router.places
            self.tickets += router.tickets

    def match(self, words: Folded, *, runs_on: bool) -> tuple[Command, Folded] | None:
        """Find the command at the start; longest word first. What follows it is the argument.

        `runs_on`: the bot is addressed, so the argument may follow without a gap (发布活动周六…).
        """
        start = 1 if words.text.startswith("/") else 0
        line = words.text[start:]
        for length in range(min(self._longest, len(line)), 0, -1):
            command = self._words.get(line[:length])
            if command is None:
                continue
            rest = line[length:]
            if _END.match(rest) or (runs_on and command.runs_on and length > 1):
                skipped = start + length + _skip(rest)
                return command, words.part(skipped)
        return None

    def pressed(self, press: str) -> tuple[Pressed, tuple[str, ...]] | None:
        """Find the handler of a press and its arguments."""
        verb, *arguments = press.split(":")
        handler = self.presses.get(verb)
        return (handler, tuple(arguments)) if handler else None

    def _add(self, command: Command) -> None:
        for word in command.words:
            folded = fold(word).text
            _refuse_twice(folded, self._words)
            self._words[folded] = command
            self._longest = max(self._longest, len(folded))
        self.commands.append(command)


def _skip(rest: str) -> int:
    """How much of what follows a word is only its end: @bot of Telegram, blanks, punctuation."""
    closing = _CLOSING.match(rest.removeprefix(":"))
    return (1 if rest.startswith(":") else 0) + (closing.end() if closing else 0)


def _refuse_twice(word: str, known: dict[str, Any]) -> None:
    if word in known:
        raise ValueError(f"{word!r} is known already")
