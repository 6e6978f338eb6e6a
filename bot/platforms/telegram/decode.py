"""A raw update becomes an Incoming. Pure; python-telegram-bot's Update would cost ten times as much.

Anything but text, pictures, places, presses and news of the chat is nothing to the bot. An edited message
is nothing either: it was heard when it was said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.message import Happening, Incoming
from storage.types import ChatKind

NAME = "telegram"
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
)
TITLE = 128
# Who Telegram lets speak for an anonymous administrator, and for a channel.
_STAND_INS = frozenset({1087968824, 136817688})
_INSIDE = frozenset({"creator", "administrator", "member"})
# What a link of ours carries: t.me/BOT?start=TICKET.
_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})", re.IGNORECASE)
_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?(?=\s|$)")

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account, as getMe tells it. `hears_groups`: its privacy mode is off."""

    id: int
    username: str
    hears_groups: bool

    @classmethod
    def read(cls, raw: Raw) -> "Me":
        return cls(
            raw["id"], raw.get("username") or "", raw.get("can_read_all_group_messages") is True
        )


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads the updates of one account."""

    account: str
    me: Me
    home: str | None = None

    def decode(self, update: Raw) -> Incoming | None:
        """Return what an update says; None when that is nothing to the bot.

        Raises KeyError, TypeError and the like on one that isn't built as Telegram builds them.
        """
        event_id = str(update["update_id"])
        if (message := update.get("message")) is not None:
            return self._news(event_id, message) or self._message(event_id, message)
        if (query := update.get("callback_query")) is not None:
            return self._press(event_id, query)
        if (member := update.get("my_chat_member")) is not None:
            return self._own_membership(event_id, member)
        if (member := update.get("chat_member")) is not None:
            return self._membership(event_id, member)
        return None

    def _message(self, event_id: str, message: Raw) -> Incoming | None:
        said = message.get("text") or message.get("caption") or ""
        photos, location = _photos(message), _location(message)
        sender = message.get("from")
        if not (said or photos or location is not None) or sender is None or _is_copied(message):
            return None
        text, is_named = self._addressed(said)
        if text is None:
            return None
        replied = message.get("reply_to_message") or {}
        is_hidden = "sender_chat" in message or sender["id"] in _STAND_INS
        is_private = message["chat"]["type"] == "private"
        ticket = _START.fullmatch(said.strip()) if is_private else None
        return self._incoming(
            event_id,
            message["chat"],
            sender,
            text=text,
            message_id=_place(message),
            reply_to=_reply_to(replied),
            reply_to_sender=_reply_to_sender(replied),
            is_addressed=is_named or is_private,
            is_anonymous=is_hidden,
            is_from_bot=sender.get("is_bot") is True and not is_hidden,
            photos=photos,
            document=_file(message, "document"),
            album=message.get("media_group_id"),
            location=location,
            ticket=ticket[1] if ticket else None,
        )

    def _press(self, event_id: str, query: Raw) -> Incoming | None:
        message, press = query.get("message"), query.get("data")
        if message is None or not isinstance(press, str):
            return None
        return self._incoming(
            event_id,
            message["chat"],
            query["from"],
            text="",
            message_id=_place(message),
            reply_to=str(message["message_id"]),
            reply_to_sender=str(self.me.id),
            press=press,
            is_addressed=message["chat"]["type"] == "private",
        )

    def _news(self, event_id: str, message: Raw) -> Incoming | None:
        """A service message: the group became a supergroup, or somebody left."""
        chat = message["chat"]
        if (moved_to := message.get("migrate_to_chat_id")) is not None:
            return self._moved(event_id, chat, moved_to)
        if (moved_from := message.get("migrate_from_chat_id")) is not None:
            return self._moved(event_id, {**chat, "id": moved_from}, chat["id"])
        left = message.get("left_chat_member")
        if left is None or left["id"] == self.me.id:
            return None
        return self._incoming(event_id, chat, left, happening=Happening.LEFT)

    def _moved(self, event_id: str, chat: Raw, to: int) -> Incoming:
        return self._incoming(
            event_id, chat, None, happening=Happening.MOVED, moved_to=str(int(to))
        )

    def _own_membership(self, event_id: str, changed: Raw) -> Incoming | None:
        before, after = changed["old_chat_member"], changed["new_chat_member"]
        was_in, is_in = _is_inside(before), _is_inside(after)
        hears, heard = self._hears(after), self._hears(before)
        chat = changed["chat"]
        if was_in and not is_in:
            return self._incoming(event_id, chat, None, happening=Happening.REMOVED)
        if not is_in or chat["type"] not in ("group", "supergroup") or (was_in and hears == heard):
            return None
        happening = Happening.HEARING if was_in else Happening.JOINED
        return self._incoming(event_id, chat, None, happening=happening, hears_all=hears)

    def _membership(self, event_id: str, changed: Raw) -> Incoming | None:
        before, after = changed["old_chat_member"], changed["new_chat_member"]
        if not _is_inside(before) or _is_inside(after):
            return None
        return self._incoming(event_id, changed["chat"], after["user"], happening=Happening.LEFT)

    def _hears(self, member: Raw) -> bool:
        return self.me.hears_groups or member["status"] == "administrator"

    def _addressed(self, said: str) -> tuple[str | None, bool]:
        """Take the bot's name out of what was said; None for a command to another bot."""
        text = said.replace("\0", "")
        command = _COMMAND.match(text)
        is_named = False
        if command is not None:
            name, whom = command.groups()
            if whom is not None and whom.casefold() != self.me.username.casefold():
                return None, False
            is_named = whom is not None
            # What follows /start comes from a link, not from the person.
            rest = "" if name.casefold() == "start" else text[command.end() :]
            text = f"/{name.replace('_', ' ')}{rest}"
        if self.me.username:
            text, count = _mention(self.me.username).subn(" ", text)
            is_named = is_named or count > 0
        return text.strip(), is_named

    def _incoming(self, event_id: str, chat: Raw, sender: Raw | None, **more: Any) -> Incoming:
        kind = ChatKind.PRIVATE if chat["type"] == "private" else ChatKind.GROUP
        name = _name(sender) if sender else ""
        return Incoming(
            platform=NAME,
            account=self.account,
            event_id=event_id,
            chat_id=str(int(chat["id"])),
            chat_kind=kind,
            chat_title=(_clean(chat.get("title")) or name)[:TITLE],
            sender_id=str(int(sender["id"])) if sender else "",
            sender_name=name,
            home=self.home,
            **{"text": "", **more},
        )


@cache
def _mention(username: str) -> re.Pattern[str]:
    return re.compile(rf"\s*@{re.escape(username)}(?!\w)\s*", re.IGNORECASE)


def _name(sender: Raw) -> str:
    names = (_clean(sender.get("first_name")), _clean(sender.get("last_name")))
    return " ".join(filter(None, names)) or _clean(sender.get("username"))


def _clean(words: Any) -> str:
    return words.replace("\0", "").strip() if isinstance(words, str) else ""


def _place(message: Raw) -> str:
    """Name a message and its topic, so that an answer finds both. Plain threads are no topics."""
    number = str(int(message["message_id"]))
    if message.get("is_topic_message") and message.get("message_thread_id"):
        return f"{number}@{int(message['message_thread_id'])}"
    return number


def _reply_to(replied: Raw) -> str | None:
    # In a topic everything formally replies to the message that opened it.
    if not replied or "forum_topic_created" in replied:
        return None
    return str(replied["message_id"])


def _reply_to_sender(replied: Raw) -> str | None:
    sender = replied.get("from")
    if sender is None or "sender_chat" in replied or "forum_topic_created" in replied:
        return None
    return str(sender["id"])


def _is_copied(message: Raw) -> bool:
    """Whether nobody said it here: it is a channel's, or comes from the channel of a group."""
    return message["chat"]["type"] == "channel" or bool(message.get("is_automatic_forward"))


def _photos(message: Raw) -> tuple[str, ...]:
    sizes = message.get("photo")
    return (str(sizes[-1]["file_id"]),) if sizes else ()


def _location(message: Raw) -> str | None:
    """Name the place that was sent on the map; "" for one that has no name."""
    if (venue := message.get("venue")) is not None:
        return _clean(venue.get("title"))
    return "" if "location" in message else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a private chat: what it is called, and the id it is fetched by."""

    name: str
    file_id: str


def document_of(update: Raw) -> Document | None:
    """Return the document of a private message; None for any other update."""
    message = update.get("message")
    found = message.get("document") if isinstance(message, Mapping) else None
    if not isinstance(message, Mapping) or not isinstance(found, Mapping):
        return None
    chat = message.get("chat")
    name, file_id = found.get("file_name"), found.get("file_id")
    is_private = isinstance(chat, Mapping) and chat.get("type") == "private"
    if not is_private or not isinstance(name, str) or not isinstance(file_id, str):
        return None
    return Document(name, file_id)


def _file(message: Raw, kind: str) -> str | None:
    found = message.get(kind)
    return str(found["file_id"]) if found else None


def _is_inside(member: Raw) -> bool:
    status = member["status"]
    return status in _INSIDE or (status == "restricted" and member.get("is_member") is True)
