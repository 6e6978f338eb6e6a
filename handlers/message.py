"""What comes in and what goes out, whatever the platform: neutral, frozen values."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from storage.records import record
from storage.types import ActivityId, Address, ChatKind, QuestionId

# Telegram's limit for callback data, the smallest of the platforms'.
PRESS_BYTES = 64
# A button that leads from a group to a private chat: this verb, and the ticket it carries there.
OPEN = "open"
# JSON knows no larger number; somebody may have typed one.
_LARGEST = 2**53


@record
class Span:
    """From when to when; the end may be open."""

    start: datetime
    end: datetime | None = None


@record
class Text:
    """A catalogue key and what fills its blanks: worded later, in the reader's language."""

    key: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


@record
class Lines:
    """Several texts, one below the other; empty ones leave no line."""

    lines: tuple["Text | Lines", ...]


Value = str | int | datetime | date | time | Span | Text | Lines | None


def text(key: str, **values: Value) -> Text:
    return Text(key, values)


@record
class Button:
    """A button; `press` comes back when it is pressed: a verb and its arguments, by colons."""

    label: Text
    press: str

    def __post_init__(self) -> None:
        if len(self.press.encode()) > PRESS_BYTES:
            raise ValueError(f"a press is at most {PRESS_BYTES} bytes: {self.press}")


def ticket_of(press: str) -> str | None:
    """Return the ticket that a button carries into a private chat; None for any other button."""
    verb, _, ticket = press.partition(":")
    return ticket if verb == OPEN else None


@record
class Poster:
    """A picture of an activity: its title under a heading, lines, and a code that leads to `link`.

    Without a link the delivery asks the accounts for one, which carries the `ticket`. `foot` and `caption`, which
    goes along with the picture, are said another way where there is a code.
    """

    heading: str
    title: str
    lines: tuple[str, ...]
    foot: str
    foot_with_code: str
    caption: str
    caption_with_code: str
    ticket: str
    link: str | None = None

    @property
    def said(self) -> str:
        """What goes along with the picture."""
        return self.caption_with_code if self.link else self.caption


@record
class Wanted:
    """A poster before it is worded: the parts of one, by their names."""

    texts: Mapping[str, "Text"]
    lines: tuple["Text", ...]
    ticket: str
    link: str | None


@record
class Reply:
    """What a handler answers in the chat it was spoken to.

    `is_note`: where a press is answered, a short note to the presser does instead of a message.
    `is_nod`: it says nothing but "heard", so a sign on what was said does, where there are signs.
    Quoting the message afterwards means its `activity`, or answers its `question`. A `poster` is
    shown where pictures can be, the text elsewhere.
    """

    text: Text | Lines
    buttons: tuple[Button, ...] = ()
    is_note: bool = False
    is_nod: bool = False
    activity: ActivityId | None = None
    question: QuestionId | None = None
    poster: Wanted | None = None


@record
class LiveCard:
    """The answer is the live card of an activity; what it shows is read when it is sent."""

    activity: ActivityId


class Happening(StrEnum):
    """What a platform tells of a chat besides what is said there.

    JOINED: the bot came in. HEARING: what it hears there is more, or less, than before. REMOVED:
    it can't speak there any more. LEFT: the sender is no member any more. MOVED: the chat goes on
    under the id `moved_to`. UNREADABLE: something came that nobody can read; whoever addressed the
    bot with it is told so, once in a chat.
    """

    JOINED = "joined"
    HEARING = "hearing"
    REMOVED = "removed"
    LEFT = "left"
    MOVED = "moved"
    UNREADABLE = "unreadable"


@record
class Incoming:
    """One message, press or happening, decoded by its platform.

    `message_id` is what an answer quotes; only its platform reads it. `reply_to` is the message it
    quotes, or whose button was pressed, `reply_to_sender` the account that wrote it.
    `is_addressed`: the bot was named, or the chat is private. `is_anonymous`: the sender's id is no
    person's. `album` is the same for pictures that were sent together; they are handled as one
    message. `location` names a place that was sent on the map, "" one without a name. `ticket` is
    what a link carried that brought the sender. `hears_all`: the bot hears what is said in this
    chat without being addressed. `home`: the community that the account is there for.
    `is_nameless`: the platform tells no names, so `sender_name` is a stand-in.
    """

    platform: str
    account: str
    event_id: str
    chat_id: str
    chat_kind: ChatKind
    chat_title: str
    sender_id: str
    sender_name: str
    text: str
    message_id: str | None = None
    reply_to: str | None = None
    reply_to_sender: str | None = None
    press: str | None = None
    is_addressed: bool = False
    is_from_bot: bool = False
    photos: tuple[str, ...] = ()
    document: str | None = None
    album: str | None = None
    location: str | None = None
    ticket: str | None = None
    is_anonymous: bool = False
    happening: Happening | None = None
    moved_to: str | None = None
    hears_all: bool = True
    home: str | None = None
    is_nameless: bool = False

    @property
    def chat_address(self) -> Address:
        return Address(self.platform, self.account, self.chat_id)

    @property
    def sender_address(self) -> Address:
        return Address(self.platform, self.account, self.sender_id)


def encode(value: Value) -> Any:
    """Turn a value into JSON for the outbox."""
    match value:
        case Text(key, values):
            return {"key": key, "values": {name: encode(each) for name, each in values.items()}}
        case Lines(lines):
            return {"lines": [encode(line) for line in lines]}
        case Span(start, end):
            return {"span": [start.isoformat(), end.isoformat() if end else None]}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"clock": value.isoformat("minutes")}
        case int() if abs(value) > _LARGEST:
            return str(value)
        case _:
            return value


def decode(value: Any) -> Value:
    """Turn JSON from the outbox into the value it was made from."""
    match value:
        case {"key": key, "values": values}:
            return Text(key, {name: decode(each) for name, each in values.items()})
        case {"lines": lines}:
            return Lines(tuple(decode_text(line) for line in lines))
        case {"span": [start, end]}:
            return Span(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
        case {"moment": moment}:
            return datetime.fromisoformat(moment)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"clock": clock}:
            return time.fromisoformat(clock)
        case str() | int() | None:
            return value
        case _:
            raise ValueError(f"not a value of a text: {value!r}")


def decode_text(value: Any) -> Text | Lines:
    """Turn JSON from the outbox into a text."""
    decoded = decode(value)
    if not isinstance(decoded, Text | Lines):
        raise TypeError(f"not a text: {value!r}")
    return decoded
