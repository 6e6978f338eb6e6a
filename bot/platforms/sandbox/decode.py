"""A sandbox event becomes an Incoming."""

from collections.abc import Mapping
from typing import Any

from handlers.message import Incoming
from storage.types import ChatKind

NAME = "sandbox"
ACCOUNT = "default"
BOT = "bot"


def decode(event: Mapping[str, Any]) -> Incoming:
    """Read an event as the sandbox's HTTP side wrote it."""
    kind = ChatKind(event["kind"])
    reply_to = event["reply_to"]
    return Incoming(
        platform=NAME,
        account=ACCOUNT,
        event_id=event["event"],
        chat_id=event["chat"],
        chat_kind=kind,
        chat_title=event["title"],
        sender_id=event["person"],
        sender_name=event["name"],
        text=event["text"],
        message_id=str(event["message"]),
        reply_to=None if reply_to is None else str(reply_to),
        reply_to_sender=event["reply_to_sender"],
        press=event["press"],
        is_addressed=kind is ChatKind.PRIVATE or event["mention"],
        photo=event["photo"],
        document=event["document"],
    )
