"""One Telegram account as a platform: what it sends, edits, pins, and how it reads updates."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.pictures import draw
from bot.platform import Capabilities, Failure, NotReadyError, Sent, Worded
from bot.platforms.telegram import encode
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.decode import NAME, Decoder, Me
from bot.platforms.telegram.pace import Pace
from bot.platforms.telegram.troubles import failure, says
from handlers.message import Incoming
from storage.types import Chat, ChatKind

# Telegram's servers take about one message a second for a chat, and some at once.
BURST = 5
_TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic closed")
_UNCHANGED = "message is not modified"


class Telegram:
    """Sends through the delivery's queue; the server's own `retry_after` is its truth about limits."""

    name = NAME

    def __init__(self, account: str, api: Api, pace: Pace, home: str | None = None) -> None:
        self.account = account
        self.capabilities = Capabilities(
            hears_groups=True,
            pushes=True,
            buttons=True,
            edits=True,
            pictures=True,
            text_limit=encode.TEXT_LIMIT,
            per_minute=int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP),
            burst=BURST if pace.is_limited else None,
            edit_pause=timedelta(seconds=3),
        )
        self._home = home
        self.api = api
        self._pace = pace
        self._decoder: Decoder | None = None
        # How many parts of a long message have arrived, should a later one fail.
        self._begun: dict[str, int] = {}
        self._unpinnable: set[str] = set()

    @property
    def me(self) -> Me | None:
        return self._decoder.me if self._decoder else None

    @property
    def _link(self) -> str:
        """The name that links to the bot are made of."""
        return self.me.username if self.me else ""

    async def open(self) -> Me:
        """Ask who the bot is. Raises TelegramError; InvalidToken when the token is no good."""
        me = Me.read(await self.api.call("getMe", {}))
        self._decoder = Decoder(self.account, me, self._home)
        return me

    def decode(self, payload: Mapping[str, Any]) -> Incoming | None:
        if self._decoder is None:
            raise NotReadyError
        if "my_chat_member" in payload:
            # Its rights are not what they were.
            self._unpinnable.clear()
        return self._decoder.decode(payload)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        ids: list[str] = []
        for message in messages:
            try:
                ids.append(await self._send(chat, message))
            except TelegramError as error:
                return Sent(tuple(ids), failure(error))
            if message.is_card and chat.kind is ChatKind.GROUP:
                await self._pin(chat.external_id, ids[-1])
        return Sent(tuple(ids))

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:
        await self._pace.wait()
        try:
            await self.api.call(
                "editMessageText", encode.edit(chat.external_id, message_id, message, self._link)
            )
        except TelegramError as error:
            return None if says(error, _UNCHANGED) else failure(error)
        return None

    async def invitation(self, ticket: str) -> str | None:
        """Return the link that opens a private chat, once the bot knows its name."""
        return encode.link(self._link, ticket) if self._link else None

    async def _send(self, chat: Chat, message: Worded) -> str:
        """Send the parts of a message that are still to be sent; return the id of the last."""
        if (nodded := await self._nod(chat.external_id, message)) is not None:
            return nodded
        if (shown := await self._show(chat.external_id, message)) is not None:
            return shown
        forces = self.me is not None and not self.me.hears_groups and chat.kind is ChatKind.GROUP
        parts = encode.messages(chat.external_id, message, self._link, forces_replies=forces)
        begun = self._begun.pop(message.key, 0) if len(parts) > 1 else 0
        sent = ""
        for number, fields in enumerate(parts[begun:], begun):
            try:
                sent = await self._send_part(fields)
            except TelegramError:
                if number:
                    self._begun[message.key] = number
                raise
        return sent

    async def _send_part(self, fields: encode.Fields) -> str:
        await self._pace.wait()
        try:
            result = await self.api.call("sendMessage", fields)
        except BadRequest as error:
            if "message_thread_id" not in fields or not says(error, *_TOPIC_GONE):
                raise
            result = await self.api.call("sendMessage", encode.without_thread(fields))
        return str(result["message_id"])

    async def _show(self, chat_id: str, message: Worded) -> str | None:
        """Show a poster; None where there is none, or pictures are not allowed."""
        poster = message.poster
        if poster is None:
            return None
        picture = await draw(poster)
        fields = encode.photo(chat_id, message, poster)
        await self._pace.wait()
        try:
            result = await self.api.show(fields, picture)
        except (BadRequest, Forbidden, InvalidToken):
            return None
        return str(result["message_id"])

    async def _nod(self, chat_id: str, message: Worded) -> str | None:
        """Say "heard" by a sign on the quoted message; None where that is not allowed."""
        fields = encode.nod(chat_id, message)
        if fields is None:
            return None
        await self._pace.wait()
        try:
            await self.api.call("setMessageReaction", fields)
        except (BadRequest, Forbidden, InvalidToken):
            # A server that does not know the method says what it says of a bad token.
            return None
        return f"nod:{fields['message_id']}"

    async def _pin(self, chat_id: str, message_id: str) -> None:
        """Pin a card where the bot may; where it mayn't, it doesn't ask again."""
        if chat_id in self._unpinnable:
            return
        fields = {"chat_id": chat_id, "message_id": message_id, "disable_notification": True}
        try:
            await self.api.call("pinChatMessage", fields)
        except (BadRequest, Forbidden, InvalidToken):
            self._unpinnable.add(chat_id)
        except TelegramError:
            return
