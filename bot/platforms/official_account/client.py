"""One Official Account as a platform: it answers inside the request, and pushes where it may."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from bot.clock import Clock
from bot.pictures import draw
from bot.platform import Capabilities, Failure, Sent, Trouble, Worded
from bot.platforms.official_account import encode
from bot.platforms.official_account.answers import Slots
from bot.platforms.official_account.api import Api
from bot.platforms.official_account.decode import NAME, decode
from bot.platforms.official_account.reach import Ledger
from bot.platforms.official_account.troubles import (
    NO_RIGHTS,
    OUT_OF_WINDOW,
    UNWANTED,
    failure,
    is_personal,
)
from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError
from bot.platforms.wechat.troubles import CallError, is_alarm
from handlers.message import Incoming, ticket_of
from storage.records import record
from storage.types import Chat

log = logging.getLogger(__name__)

# The last message of a window is kept for what concerns an activity.
KEPT_BACK = 1
_NO_WAY = "the person wrote too long ago, and no notice was agreed to"
Way = Callable[[], Awaitable[None]]


@record
class Phrases:
    """What the platform itself has to say: `late` instead of an answer that takes long, `cut` under
    one that is too long, `last` under the last message of a window, `code` before the address of a
    QR code.
    """

    late: str = ""
    cut: str = ""
    last: str = ""
    code: str = ""


@record
class Templates:
    """The notices that may be sent outside of the window, and which field shows which fact."""

    template: str | None = None
    template_fields: Mapping[str, str] = field(default_factory=dict)
    subscription: str | None = None
    subscription_fields: Mapping[str, str] = field(default_factory=dict)


class OfficialAccount:
    """`can_push`: the account has the right to send messages that answer no request."""

    name = NAME

    def __init__(
        self, account: str, api: Api, clock: Clock, home: str | None, templates: Templates
    ) -> None:
        self.account = account
        self.api = api
        self.slots = Slots()
        self.phrases = Phrases()
        self.ledger: Ledger | None = None
        self.can_push = True
        self._clock = clock
        self._home = home
        self._templates = templates

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            hears_groups=False,
            pushes=self.can_push,
            buttons=False,
            edits=False,
            pictures=True,
            text_limit=encode.LIMIT // 3,
        )

    def decode(self, payload: Mapping[str, Any]) -> Incoming | None:
        return decode(payload, self.account, self._home)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        """Let messages travel with a request that waits for them, else push them."""
        ids: list[str] = []
        for message in messages:
            message = await self._with_code(message)  # noqa: PLW2901 the same, with more to it
            travels = self.slots.take(chat.external_id, message.key, message.text)
            failed = None if travels else await self._push(chat, message)
            if failed is not None:
                return Sent(tuple(ids), failed)
            ids.append(f"{'a' if travels else 'p'}{message.key}")
            await self._show(chat, message)
        return Sent(tuple(ids))

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002
        """Nothing that was sent can be shown anew."""
        return None

    async def invitation(self, ticket: str) -> str | None:
        """Return what a poster's QR code says to bring people here, with a ticket in hand."""
        try:
            return await self.api.invitation(ticket)
        except (ApiError, UnreachableError, LostError) as error:
            log.warning("no QR code", extra={"reason": error})
            return None

    async def _with_code(self, message: Worded) -> Worded:
        """Where a button leads into a private chat, show a QR code that does."""
        tickets = filter(None, (ticket_of(press) for _, press in message.buttons))
        ticket = next(tickets, None)
        if ticket is None:
            return message
        try:
            address = await self.api.code(ticket)
        except (ApiError, UnreachableError, LostError) as error:
            log.warning("no QR code", extra={"reason": error})
            return message
        return replace(message, text=f"{message.text}\n{self.phrases.code}{address}")

    async def _show(self, chat: Chat, message: Worded) -> None:
        """Send a poster after its words, which stand alone where it can't be sent."""
        poster = message.poster
        if poster is None or not self.can_push or self.ledger is None:
            return
        try:
            await self.api.picture(chat.external_id, await draw(poster))
        except (ApiError, UnreachableError, LostError) as error:
            log.warning("no poster", extra={"reason": error})
        else:
            await self.ledger.spend(chat)

    async def _push(self, chat: Chat, message: Worded) -> Failure | None:
        """Send by the first way that reaches the person."""
        failed = Failure(Trouble.REFUSED, _NO_WAY)
        try:
            for way in await self._ways(chat, message):
                try:
                    await way()
                except (ApiError, UnreachableError, LostError) as error:
                    failed = self._failed(error)
                    if not is_personal(error):
                        break
                else:
                    return None
        except (ApiError, UnreachableError, LostError) as error:
            failed = self._failed(error)
        return failed

    async def _ways(self, chat: Chat, message: Worded) -> list[Way]:
        """Return the ways to reach a person, the one that is lost least comes first: a window closes
        by itself, so it is spent before notices are; its last message is kept for what matters.
        """
        if self.ledger is None or not self.can_push:
            return []
        reach = await self.ledger.reach(chat)
        ways: list[Way] = []
        if reach.window > KEPT_BACK:
            ways.append(lambda: self._custom(chat, message.text))
        if message.about is not None:
            if self._templates.subscription and reach.credits:
                ways.append(lambda: self._subscription(chat, message))
            if self._templates.template:
                ways.append(lambda: self._template(chat, message))
        if 0 < reach.window <= KEPT_BACK and not message.is_card:
            last = encode.shortened(message.text, self.phrases.cut)
            ways.append(lambda: self._custom(chat, f"{last}\n{self.phrases.last}"))
        return ways

    async def _custom(self, chat: Chat, text: str) -> None:
        if self.ledger is None:
            return
        shortened = encode.shortened(text, self.phrases.cut)
        try:
            await self.api.call("message/custom/send", encode.custom(chat.external_id, shortened))
        except ApiError as error:
            if error.code in OUT_OF_WINDOW:
                await self.ledger.close(chat)
            # From now on who waits for an answer waits for it in the request.
            self.can_push = self.can_push and error.code != NO_RIGHTS
            raise
        await self.ledger.spend(chat)

    async def _subscription(self, chat: Chat, message: Worded) -> None:
        templates = self._templates
        if self.ledger is None or templates.subscription is None:
            return
        fields = encode.template(
            chat.external_id, templates.subscription, templates.subscription_fields, message
        )
        try:
            await self.api.call("message/subscribe/bizsend", fields)
        except ApiError as error:
            if error.code == UNWANTED:
                await self.ledger.forfeit(chat)
            raise
        await self.ledger.use(chat)

    async def _template(self, chat: Chat, message: Worded) -> None:
        templates = self._templates
        if templates.template is None:
            return
        fields = encode.template(
            chat.external_id, templates.template, templates.template_fields, message
        )
        # The platform takes no second message under the same key.
        await self.api.call("message/template/send", {**fields, "client_msg_id": message.key})

    def _failed(self, error: CallError) -> Failure:
        if is_alarm(error):
            log.error("the account is not set up", extra={"reason": error})
        return failure(error, self._clock.now())
