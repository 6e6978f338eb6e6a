"""One webhook as a platform. Its key is its secret, and its group its only chat."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bot.platform import Capabilities, Failure, Sent, Trouble, Worded
from bot.platforms.wechat.calls import ApiError, Calls, LostError, UnreachableError
from bot.platforms.wechat.cards import mark
from bot.platforms.wechat.troubles import failure, is_alarm
from bot.platforms.wecom_webhook import encode
from storage.types import Chat

log = logging.getLogger(__name__)

NAME = "wecom_webhook"
# The only chat of an account.
GROUP = "group"
# WeCom's own limit, of messages; a long text is several.
PER_MINUTE = 18


class WecomWebhook:
    name = NAME
    capabilities = Capabilities(
        hears_groups=False,
        pushes=True,
        buttons=False,
        edits=False,
        pictures=True,
        text_limit=encode.TEXT_LIMIT,
        per_minute=PER_MINUTE,
        hears=False,
    )

    def __init__(self, account: str, key: str, calls: Calls) -> None:
        self.account = account
        self._key = key
        self._calls = calls
        # How many parts of a message have arrived, should a later one fail.
        self._begun: dict[str, int] = {}

    def decode(self, payload: Mapping[str, Any]) -> None:
        """Nothing ever comes."""

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:  # noqa: ARG002 it has but one
        ids: list[str] = []
        for message in messages:
            if (failed := await self._say(message)) is not None:
                return Sent(tuple(ids), failed)
            ids.append(mark(message.text))
        return Sent(tuple(ids))

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002
        return Failure(Trouble.REFUSED, "what was said stays as it is")

    async def post(self, body: encode.Body) -> Failure | None:
        """Send one body, whatever its type."""
        try:
            await self._calls.ask("POST", "/cgi-bin/webhook/send", body, key=self._key)
        except ApiError as error:
            if is_alarm(error):
                log.error("the webhook is refused", extra={"reason": str(error)})  # noqa: TRY400
            return failure(error)
        except (UnreachableError, LostError) as error:
            return failure(error)
        return None

    async def _say(self, message: Worded) -> Failure | None:
        begun = self._begun.pop(message.key, 0)
        for number, body in enumerate(encode.messages(message)[begun:], begun):
            if (failed := await self.post(body)) is not None:
                self._begun[message.key] = number
                return failed
        return None
