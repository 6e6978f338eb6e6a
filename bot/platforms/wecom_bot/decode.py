"""A callback of the AI bot becomes an Incoming. Pure.

A payload is `{"body": …}`, with `headers.req_id` when it came by the connection. Messages of
WeCom have no ids that a quote would name, so one is known by what it says (`mark`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.platforms.wechat.cards import mark
from bot.platforms.wechat.faces import Press, known_by
from handlers.message import Happening, Incoming
from storage.types import Address, ChatKind

NAME = "wecom_bot"
# How an answer finds what it answers: a message, an event (which takes no answer of its own), the
# opening of a private chat.
MESSAGE, EVENT, WELCOME = "m", "e", "w"
_NAMED = re.compile(r"@\S+\s+")
# Told for the record; nobody waits for an answer to them.
_NOT_FOR_US = frozenset({"feedback_event", "auth_change_event", "disconnected_event"})
_GREETING = "/start"

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads the callbacks of one bot; `display_name` is what members call it by."""

    account: str
    display_name: str | None = None
    home: str | None = None

    def decode(self, payload: Raw) -> Incoming | None:
        """Return what a callback says; None when that is nothing to the bot.

        Raises KeyError, TypeError and the like on one that isn't built as WeCom builds them.
        """
        body = payload["body"]
        if body["msgtype"] == "event":
            return self._event(payload, body["event"])
        return self._message(payload, body)

    def _message(self, payload: Raw, body: Raw) -> Incoming:
        said, photos, document = _content(body)
        if said is None:
            return self._incoming(
                payload, MESSAGE, happening=Happening.UNREADABLE, is_addressed=True
            )
        return self._incoming(
            payload,
            MESSAGE,
            text=self._without_name(said),
            photos=photos,
            document=document,
            reply_to=self._quoted(body.get("quote")),
            is_addressed=True,
        )

    def _event(self, payload: Raw, event: Raw) -> Incoming | None:
        kind = event["eventtype"]
        if kind in _NOT_FOR_US:
            return None
        if kind == "enter_chat":
            return self._incoming(payload, WELCOME, text=_GREETING, is_addressed=True)
        if kind != "template_card_event":
            return self._incoming(payload, EVENT, happening=Happening.UNREADABLE)
        pressed = event.get("template_card_event") or event
        return self._incoming(
            payload,
            EVENT,
            press=str(pressed["event_key"]),
            reply_to=known_by(str(pressed["task_id"])),
            is_addressed=payload["body"].get("chattype") != "group",
        )

    def _quoted(self, quote: Any) -> str | None:
        if not isinstance(quote, Mapping):
            return None
        said, _, _ = _content(quote)
        return mark(self._without_name(said)) if said else None

    def _without_name(self, said: str) -> str:
        text = said.replace("\0", "").strip()
        if self.display_name is None:
            return _NAMED.sub("", text, count=1) if _NAMED.match(text) else text
        return re.sub(rf"\s*@{re.escape(self.display_name)}\s*", " ", text).strip()

    def _incoming(self, payload: Raw, place: str, **more: Any) -> Incoming:
        body = payload["body"]
        sender = body["from"]["userid"]
        is_group = body.get("chattype") == "group"
        told = _clean(body["from"].get("name"))
        name = told or str(sender)
        return Incoming(
            platform=NAME,
            account=self.account,
            event_id=event_id(payload),
            chat_id=str(body["chatid"]) if is_group else str(sender),
            chat_kind=ChatKind.GROUP if is_group else ChatKind.PRIVATE,
            chat_title=str(body["chatid"]) if is_group else name,
            sender_id=str(sender),
            sender_name=name,
            message_id=f"{place}:{request_of(payload)}",
            home=self.home,
            hears_all=False,
            # A user id is letters and digits, or nothing that anybody could read.
            is_nameless=not told and str(sender).isascii(),
            **{"text": "", **more},
        )


def event_id(payload: Raw) -> str:
    """Return what WeCom names a callback by; the same when it comes again."""
    return str(payload["body"]["msgid"])


def request_of(payload: Raw) -> str:
    """Return what an answer names: the request of a connection, else the message."""
    headers = payload.get("headers") or {}
    return str(headers.get("req_id") or event_id(payload))


def is_press(payload: Raw) -> bool:
    event = payload["body"].get("event")
    return isinstance(event, Mapping) and event.get("eventtype") == "template_card_event"


def press_of(account: str, payload: Raw) -> Press:
    """Return which button was pressed where."""
    body = payload["body"]
    event = body["event"].get("template_card_event") or body["event"]
    chat = Address(NAME, account, chat_of(body) or "")
    return Press(chat, str(event["task_id"]), str(event["event_key"]))


def chat_of(body: Raw) -> str | None:
    """Return the chat of a callback; None for one that belongs to none."""
    sender = body.get("from")
    if body.get("chattype") == "group":
        return str(body["chatid"]) if body.get("chatid") else None
    return str(sender.get("userid")) if isinstance(sender, Mapping) else None


def private_place(payload: Raw) -> tuple[str, str] | None:
    """Return the private chat that something was said or opened in, and how that is answered."""
    body = payload["body"]
    event, sender = body.get("event"), body.get("from")
    kind = event.get("eventtype") if isinstance(event, Mapping) else MESSAGE
    places = {MESSAGE: MESSAGE, "enter_chat": WELCOME}
    if body.get("chattype") == "group" or not isinstance(sender, Mapping) or kind not in places:
        return None
    return str(sender.get("userid")), f"{places[kind]}:{request_of(payload)}"


def _content(body: Raw) -> tuple[str | None, tuple[str, ...], str | None]:
    """Return the words, pictures and file of a message; no words for what can't be read."""
    match body["msgtype"]:
        case "text" | "voice" | "markdown" as kind:
            return str(body[kind]["content"]), (), None
        case "mixed":
            items = body["mixed"]["msg_item"]
            words = [each["text"]["content"] for each in items if each["msgtype"] == "text"]
            pictures = [each["image"]["url"] for each in items if each["msgtype"] == "image"]
            return "\n".join(words), tuple(pictures), None
        case "image":
            return "", (str(body["image"]["url"]),), None
        case "file":
            return "", (), str(body["file"]["url"])
        case _:
            return None, (), None


def _clean(words: Any) -> str:
    return words.replace("\0", "").strip() if isinstance(words, str) else ""
