"""What a chat platform must be able to do, and what it may say it can't."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Protocol

from handlers.message import Incoming
from storage.types import Chat


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform carries. `per_minute`: messages a chat may get in a minute, None for any.

    `repeats_safely`: a message sent again under its key is the same message, so that a send whose
    answer got lost may simply be repeated.
    """

    hears_groups: bool
    pushes: bool
    buttons: bool
    edits: bool
    pictures: bool
    text_limit: int
    per_minute: int | None = None
    repeats_safely: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """A message in the reader's words. `key` is the same at every try; `buttons`: label, press."""

    key: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    quote: str | None = None


class Trouble(StrEnum):
    """Why a message wasn't sent: REFUSED for good, BUSY until later, DOWN, or nobody knows."""

    REFUSED = "refused"
    BUSY = "busy"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one message; `retry_after` is the platform's own word for it."""

    trouble: Trouble
    reason: str
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The ids of the messages that were sent, in order, and what became of the next one."""

    ids: tuple[str, ...]
    failure: Failure | None = None


class Platform(Protocol):
    """One account on one platform."""

    @property
    def name(self) -> str: ...

    @property
    def account(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def decode(self, payload: Mapping[str, Any]) -> Incoming:
        """Read a raw event. Raises on one that can't be read; it is then set aside."""
        ...

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        """Send messages to a chat in order, up to the first that fails."""
        ...

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:
        """Show a message that was sent anew."""
        ...


class Platforms:
    """The platforms this process serves, by name and account."""

    def __init__(self, platforms: Sequence[Platform]) -> None:
        self._platforms = {(each.name, each.account): each for each in platforms}

    def of(self, chat: Chat) -> Platform | None:
        """Return the platform that reaches a chat; None when it is switched off."""
        return self._platforms.get((chat.platform, chat.account))


def lane(chat: Chat) -> Hashable:
    """Return what keeps in order whatever is written about a chat."""
    return (chat.platform, chat.account, chat.external_id)
