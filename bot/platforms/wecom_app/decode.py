"""The fields of a callback become an Incoming. Pure. An app hears private chats alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.platforms.wechat.faces import Press, known_by
from bot.platforms.wechat.xml import text_of
from handlers.message import Happening, Incoming
from storage.types import Address, ChatKind

NAME = "wecom_app"
_LONGEST_ID = 60
_GREETING = "/start"
# News of the app that are nothing to the bot.
_NOT_FOR_US = frozenset({"enter_agent", "unsubscribe", "view", "location", "batch_job_result"})

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decoder:
    account: str
    home: str | None = None

    def decode(self, payload: Fields) -> Incoming | None:
        """Return what `{"fields": …}` says; None when that is nothing to the bot."""
        fields = payload["fields"]
        kind = text_of(fields, "MsgType")
        if kind == "event":
            return self._event(fields, text_of(fields, "Event").casefold())
        if kind == "text":
            return self._incoming(fields, text=text_of(fields, "Content"))
        if kind == "image":
            return self._incoming(fields, photos=(text_of(fields, "MediaId"),))
        if kind == "location":
            return self._incoming(fields, location=text_of(fields, "Label"))
        return self._incoming(fields, happening=Happening.UNREADABLE)

    def _event(self, fields: Fields, kind: str) -> Incoming | None:
        if kind in _NOT_FOR_US:
            return None
        if kind == "subscribe":
            return self._incoming(fields, text=_GREETING)
        if kind == "click":
            return self._incoming(fields, text=text_of(fields, "EventKey"))
        if kind == "template_card_event":
            return self._incoming(
                fields,
                press=text_of(fields, "EventKey"),
                reply_to=known_by(text_of(fields, "TaskId")),
            )
        return self._incoming(fields, happening=Happening.UNREADABLE, is_addressed=False)

    def _incoming(self, fields: Fields, **more: Any) -> Incoming:
        sender = text_of(fields, "FromUserName")
        said: dict[str, Any] = {"text": "", "is_addressed": True, **more}
        return Incoming(
            platform=NAME,
            account=self.account,
            event_id=event_id(fields),
            chat_id=sender,
            chat_kind=ChatKind.PRIVATE,
            chat_title=sender,
            sender_id=sender,
            sender_name=sender,
            hears_all=False,
            is_nameless=sender.isascii(),
            home=self.home,
            **said,
        )


def event_id(fields: Fields) -> str:
    """Return what a callback is known by when it comes again; events have no number."""
    if number := text_of(fields, "MsgId"):
        return number[:_LONGEST_ID]
    names = ("FromUserName", "CreateTime", "MsgType", "Event", "EventKey", "TaskId", "ResponseCode")
    whole = "\n".join(text_of(fields, name) for name in names)
    return hashlib.sha256(whole.encode()).hexdigest()[:_LONGEST_ID]


def press_of(account: str, fields: Fields) -> Press | None:
    """Return which button was pressed; None for anything but a press."""
    if text_of(fields, "Event").casefold() != "template_card_event":
        return None
    chat = Address(NAME, account, text_of(fields, "FromUserName"))
    return Press(chat, text_of(fields, "TaskId"), text_of(fields, "EventKey"))
