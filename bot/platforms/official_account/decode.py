"""A callback's fields become an Incoming. Pure.

wechatpy's parser gives objects that can't be kept as JSON and raises four kinds of bare errors, so
the fields are read as they are.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from bot.platforms.wechat.xml import MalformedError, text_of
from handlers.message import Happening, Incoming
from storage.types import ChatKind

NAME = "official_account"
# What the receiver adds to the fields of a callback.
PRESS, PRESSED = "youhu_press", "youhu_pressed"
_QR = "qrscene_"
# What our own QR codes carry.
_TICKET = re.compile(r"\d{1,15}-[A-Za-z0-9_-]{16}")
_WELCOME = "/start"
_FULL_STOP = " 。."
TITLE = 128
OPENID = 128

Fields = Mapping[str, Any]


def sender(fields: Fields) -> str:
    """Return the openid of who sent something. Raises MalformedError when there is none."""
    openid = text_of(fields, "FromUserName")
    if not 0 < len(openid) <= OPENID or not text_of(fields, "MsgType"):
        raise MalformedError("no FromUserName or no MsgType")
    return openid


def event_id(fields: Fields) -> str:
    """Return what is the same at every delivery: a message's number, an event's moment."""
    number = text_of(fields, "MsgId")
    if number.isascii() and number.isdecimal():
        return number[:40]
    parts = [text_of(fields, each) for each in ("FromUserName", "CreateTime", "MsgType", "Event")]
    parts += [text_of(fields, "EventKey"), text_of(fields, "MsgID")]
    return f"event:{hashlib.sha256(':'.join(parts).encode()).hexdigest()[:32]}"


def event(fields: Fields) -> str:
    """Return the name of an event in small letters; "" for a message."""
    if text_of(fields, "MsgType").lower() != "event":
        return ""
    return text_of(fields, "Event").lower() or "?"


def decode(fields: Fields, account: str, home: str | None) -> Incoming | None:
    """Return what a callback says; None when that is nothing to the bot."""
    openid = sender(fields)
    said = _event(fields) if event(fields) else _message(fields)
    if said is None:
        return None
    press = text_of(fields, PRESS)
    if press:
        said = {"press": press, "reply_to": text_of(fields, PRESSED)}
    name = f"微信{openid[-4:]}"
    return Incoming(
        platform=NAME,
        account=account,
        event_id=event_id(fields),
        chat_id=openid,
        chat_kind=ChatKind.PRIVATE,
        chat_title=name[:TITLE],
        sender_id=openid,
        sender_name=name,
        is_nameless=True,
        is_addressed=True,
        message_id=event_id(fields),
        home=home,
        **{"text": "", **said},
    )


def _message(fields: Fields) -> dict[str, Any]:
    match text_of(fields, "MsgType").lower():
        case "text":
            return {"text": text_of(fields, "Content")}
        case "voice" if heard := text_of(fields, "Recognition").strip(_FULL_STOP):
            return {"text": heard}
        case "image" if media := text_of(fields, "MediaId"):
            return {"photos": (media,)}
        case "location":
            return {"location": text_of(fields, "Label")}
        case _:
            return {"happening": Happening.UNREADABLE}


def _event(fields: Fields) -> dict[str, Any] | None:
    key = text_of(fields, "EventKey")
    match event(fields):
        case "subscribe":
            return _arrival(key.removeprefix(_QR))
        case "scan":
            return _arrival(key)
        case "unsubscribe":
            return {"happening": Happening.REMOVED}
        case "click":
            return {"text": key}
        case _:
            return None


def _arrival(scene: str) -> dict[str, Any]:
    return {"ticket": scene} if _TICKET.fullmatch(scene) else {"text": _WELCOME}
