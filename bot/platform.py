"""What a chat platform must be able to do, and what it may say it can't."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from handlers.message import Incoming, Poster
from storage.records import record
from storage.types import Address, Chat


@record
class Capabilities:
    """What a platform carries. `per_minute`, `per_hour`: messages a group may get in that time, and
    a private chat where it `counts_private` ones; `burst`: how many any chat may get at once, and
    as many seconds later again. None for any number.

    `edit_pause`: how long after an edit the next one in the same chat waits, so that what changes
    meanwhile is shown by one. `repeats_safely`: a message sent again under its key is the same message, so that a send whose
    answer got lost may simply be repeated. One that `hears` nothing at all only speaks; one that
    `hears_its_name` hears in groups what names the bot.
    """

    hears_groups: bool
    pushes: bool
    buttons: bool
    edits: bool
    pictures: bool
    text_limit: int
    per_minute: int | None = None
    burst: int | None = None
    per_hour: int | None = None
    counts_private: bool = False
    hears: bool = True
    hears_its_name: bool = False
    edit_pause: timedelta = timedelta(0)
    repeats_safely: bool = False


@record
class About:
    """The activity a notice concerns; `starts_at` is in the zone of who reads it."""

    title: str
    place: str
    starts_at: datetime


@record
class Worded:
    """A message in the reader's words. `key` is the same at every try; `buttons`: label, press.

    `beside`: the message in whose thread a message belongs that quotes nothing. `asks`: an answer
    is awaited. `poster` is shown instead of the text, with its caption, where pictures can be.
    `is_card`: it will be edited for as long as it matters. `nods`: a sign on the quoted message
    would say the same. `about` is the activity of a notice.
    """

    key: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    quote: str | None = None
    beside: str | None = None
    asks: bool = False
    is_card: bool = False
    nods: bool = False
    about: About | None = None
    poster: Poster | None = None


class NotReadyError(Exception):
    """A platform can't read events yet: its server has not told who the bot is."""


class Trouble(StrEnum):
    """Why a message wasn't sent: REFUSED for good, BUSY until later, DOWN, or nobody knows.

    GONE: nothing reaches the chat any more. MOVED: it goes on under another id.
    """

    REFUSED = "refused"
    BUSY = "busy"
    DOWN = "down"
    UNKNOWN = "unknown"
    GONE = "gone"
    MOVED = "moved"


@record
class Failure:
    """What went wrong with one message; `retry_after` and `moved_to` are the platform's own words."""

    trouble: Trouble
    reason: str
    retry_after: timedelta | None = None
    moved_to: str | None = None


@record
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

    def decode(self, payload: Mapping[str, Any]) -> Incoming | None:
        """Read a raw event; None for one that is nothing to the bot.

        Raises NotReadyError, and other errors on one that can't be read; it is then set aside.
        """
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

    def __iter__(self) -> Iterator[Platform]:
        return iter(self._platforms.values())

    def of(self, chat: Chat) -> Platform | None:
        """Return the platform that reaches a chat; None when it is switched off."""
        return self._platforms.get((chat.platform, chat.account))

    def at(self, address: Address) -> Platform | None:
        """Return the platform whose ids an address is made of; None when it is switched off."""
        return self._platforms.get((address.platform, address.account))


def lane(chat: Chat) -> Hashable:
    """Return what keeps in order whatever is written about a chat."""
    return (chat.platform, chat.account, chat.external_id)


class MenuPlace(StrEnum):
    """Where a menu of commands is shown: in private, in groups, to those who lead a group."""

    PRIVATE = "private"
    GROUP = "group"
    STAFF = "staff"


@record
class Menu:
    """The commands worth offering somewhere: their words, and what they do in one language."""

    place: MenuPlace
    language: str
    entries: tuple[tuple[tuple[str, ...], str], ...]
