"""One AI bot as a platform. How it speaks depends on how it is connected: that is its route."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.platform import Capabilities, Failure, Sent, Trouble, Worded
from bot.platforms.wecom_bot import encode
from bot.platforms.wecom_bot.decode import NAME, Decoder
from handlers.message import Incoming
from storage.types import Chat

# WeCom takes 30 a minute and 1,000 an hour; words too long for their card are a message of their own.
PER_MINUTE, PER_HOUR = 24, 900


class Route(Protocol):
    """A way on which messages reach WeCom."""

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        """Send messages in order, up to the first that fails."""
        ...


class WecomBot:
    """What it has said stays as it was: a card is shown anew when somebody presses it."""

    name = NAME

    def __init__(self, decoder: Decoder, route: Route, *, pushes: bool) -> None:
        self.account = decoder.account
        self.capabilities = Capabilities(
            hears_groups=False,
            pushes=pushes,
            buttons=True,
            edits=False,
            pictures=False,
            text_limit=encode.TEXT_LIMIT,
            per_minute=PER_MINUTE,
            per_hour=PER_HOUR,
            counts_private=True,
            hears_its_name=True,
        )
        self._decoder = decoder
        self._route = route

    def decode(self, payload: Mapping[str, Any]) -> Incoming | None:
        return self._decoder.decode(payload)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        return await self._route.send(chat, messages)

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002
        return Failure(Trouble.REFUSED, "what was said stays as it is")
