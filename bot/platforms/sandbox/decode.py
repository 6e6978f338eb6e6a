"""A sandbox event becomes an Incoming."""

import re
from collections.abc import Mapping
from typing import Any

from handlers.message import Incoming
from storage.types import ChatKind

NAME = "sandbox"
ACCOUNT = "default"
BOT = "bot"
# @有呼 before or behind what is said to it, and Telegram's way of naming it in a command.
_NAMED = re.compile(r"^\s*[@＠](?:有呼|youhu_bot)[\s,，:：]*|\s*[@＠](?:有呼|youhu_bot)\s*$")
_COMMAND = re.compile(r"^(\s*/\w+)@youhu_bot\b")


def unaddressed(said: str) -> tuple[str, bool]:
    """Return the words without the bot's name, and whether they named it."""
    stripped = _COMMAND.sub(r"\1", _NAMED.sub("", said))
    return stripped, stripped != said


def decode(event: Mapping[str, Any]) -> Incoming:
    """Read an event as the sandbox's HTTP side wrote it."""
    kind = ChatKind(event["kind"])
    reply_to = event["reply_to"]
    said, is_named = unaddressed(event["text"])
    # What a document says that came along is said, too.
    said = "\n".join(filter(None, (said, event.get("words"))))
    return Incoming(
        platform=NAME,
        account=ACCOUNT,
        event_id=event["event"],
        chat_id=event["chat"],
        chat_kind=kind,
        chat_title=event["title"],
        sender_id=event["person"],
        sender_name=event["name"],
        text=said,
        message_id=str(event["message"]),
        reply_to=None if reply_to is None else str(reply_to),
        reply_to_sender=event["reply_to_sender"],
        press=event["press"],
        is_addressed=kind is ChatKind.PRIVATE or event["mention"] or is_named,
        photos=(event["photo"],) if event["photo"] else (),
        document=event["document"],
    )
