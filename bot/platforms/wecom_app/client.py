"""One app as a platform: what it sends to members, and to the group it has made."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bot.platform import Capabilities, Failure, Sent, Trouble, Worded
from bot.platforms.wechat.calls import ApiError, Calls, LostError, UnreachableError
from bot.platforms.wechat.cards import Body, mark
from bot.platforms.wechat.tokens import Tokens
from bot.platforms.wechat.troubles import failure, is_alarm
from bot.platforms.wecom_app import encode
from bot.platforms.wecom_app.decode import NAME, Decoder
from handlers.message import Incoming
from storage.types import Chat, ChatKind

log = logging.getLogger(__name__)

# WeCom drops in silence what a member gets beyond 30 a minute and 1,000 an hour; a card whose words
# don't fit is two messages.
PER_MINUTE, PER_HOUR = 24, 900
# None of the receivers is a member, or sees the app.
NO_RECEIVER = 81013


class WecomApp:
    """What it has said stays as it was: a card is shown anew when somebody presses it."""

    name = NAME
    capabilities = Capabilities(
        hears_groups=False,
        pushes=True,
        buttons=True,
        edits=False,
        pictures=False,
        text_limit=encode.TEXT_LIMIT,
        per_minute=PER_MINUTE,
        per_hour=PER_HOUR,
        counts_private=True,
    )

    def __init__(self, decoder: Decoder, agent_id: int, ways: tuple[Calls, Tokens]) -> None:
        self.account = decoder.account
        self._decoder = decoder
        self._agent_id = agent_id
        self._calls, self._tokens = ways
        # How many parts of a message have arrived, should a later one fail; which may have.
        self._begun: dict[str, int] = {}
        self._doubtful: set[str] = set()

    def decode(self, payload: Mapping[str, Any]) -> Incoming | None:
        return self._decoder.decode(payload)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        ids: list[str] = []
        for message in messages:
            if (failed := await self._say(chat, message)) is not None:
                return Sent(tuple(ids), failed)
            ids.append(mark(message.text))
        return Sent(tuple(ids))

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002
        return Failure(Trouble.REFUSED, "what was said stays as it is")

    async def update(self, user: str, code: str, shown: Body) -> None:
        """Answer a press by its card. Too late is no trouble: the press itself was heard."""
        body = encode.update(user, self._agent_id, code, shown)
        try:
            await self._calls.post(self._tokens, "/cgi-bin/message/update_template_card", body)
        except (ApiError, UnreachableError, LostError) as error:
            log.info("press not answered", extra={"reason": str(error)})

    async def make_group(self, group: Mapping[str, Any]) -> None:
        """Make a group that this app speaks in, unless there is one of its id."""
        token = await self._tokens.get()
        try:
            await self._calls.ask(
                "GET", "/cgi-bin/appchat/get", {}, access_token=token, chatid=group["chatid"]
            )
        except ApiError:
            await self._calls.post(self._tokens, "/cgi-bin/appchat/create", group)

    async def _say(self, chat: Chat, message: Worded) -> Failure | None:
        path, bodies = "/cgi-bin/message/send", self._bodies(chat, message)
        if chat.kind is ChatKind.GROUP:
            path = "/cgi-bin/appchat/send"
        begun = self._begun.pop(message.key, 0)
        for number, body in enumerate(bodies[begun:], begun):
            if (failed := await self._send(path, body, message.key)) is not None:
                self._begun[message.key] = number
                return failed
        self._doubtful.discard(message.key)
        return None

    def _bodies(self, chat: Chat, message: Worded) -> list[Body]:
        if chat.kind is ChatKind.GROUP:
            return encode.group_messages(chat.external_id, message)
        return encode.messages(chat.external_id, self._agent_id, message)

    async def _send(self, path: str, body: Body, key: str) -> Failure | None:
        # WeCom leaves out what it was given before, which a message that was said twice is not.
        repeated = {"enable_duplicate_check": 1} if key in self._doubtful else {}
        try:
            answer = await self._calls.post(self._tokens, path, {**body, **repeated})
        except ApiError as error:
            if is_alarm(error):
                log.error("the app is refused", extra={"reason": str(error)})  # noqa: TRY400 it says all
            if error.code == NO_RECEIVER:
                return Failure(Trouble.GONE, str(error))
            return failure(error)
        except (UnreachableError, LostError) as error:
            self._doubtful.add(key)
            return failure(error)
        # Whom it didn't reach is told beside "ok".
        if "touser" in body and body["touser"] in str(answer.get("invaliduser") or "").split("|"):
            return Failure(Trouble.GONE, "not a member who sees the app")
        return None
