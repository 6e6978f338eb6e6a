"""Messages of the sandbox, as its HTTP contract shows them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.platform import Worded
from bot.platforms.sandbox.decode import BOT
from storage.sandbox import SandboxMessage

BOT_NAME = "有呼"
FILES = "/sandbox/files/"


def compose(chat: str, message: Worded, now: datetime, image: str | None = None) -> SandboxMessage:
    """Return what the bot says as a message of the transcript; the id comes with entering it.

    `image` is where its picture is found.
    """
    poster = message.poster
    said = message.text if poster is None else poster.said
    return SandboxMessage(
        id=0,
        chat=chat,
        sender=BOT,
        name=BOT_NAME,
        text=said,
        at=now,
        reply_to=int(message.quote) if message.quote else None,
        edited_at=None,
        is_deleted=False,
        buttons=buttons(message),
        image=image,
        file=None,
        only_for=None,
        key=f"out:{message.key}",
    )


def buttons(message: Worded) -> list[dict[str, Any]]:
    return [{"label": label, "press": press} for label, press in message.buttons]


def show(message: SandboxMessage) -> dict[str, Any]:
    """Return a message as JSON."""
    return {
        "id": message.id,
        "chat": message.chat,
        "from": message.sender,
        "name": message.name,
        "text": message.text,
        "at": message.at.isoformat(),
        "reply_to": message.reply_to,
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "deleted": message.is_deleted,
        "buttons": message.buttons,
        "image": message.image,
        "file": message.file,
        "only_for": message.only_for,
    }


def show_as_first_sent(message: SandboxMessage, worded: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message as it was before any edit."""
    first = [{"label": label, "press": press} for label, press in worded["buttons"]]
    said = message.text if "poster" in worded else worded["text"]
    return {**show(message), "text": said, "buttons": first, "edited_at": None}
