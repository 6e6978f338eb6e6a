"""Speaking over the connection: answers to what was said, and what nobody asked for."""

import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from bot.platform import Sent, Worded
from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError
from bot.platforms.wechat.cards import BUTTONS, Body, card, mark, shown_buttons
from bot.platforms.wechat.troubles import failure, is_alarm
from bot.platforms.wecom_bot import encode
from bot.platforms.wecom_bot.connection import Connection
from bot.platforms.wecom_bot.decode import MESSAGE, WELCOME
from storage.types import Chat, ChatKind

log = logging.getLogger(__name__)

REMEMBERED = 2_000
_PERSON, _GROUP = 1, 2


class ByConnection:
    """A message is answered once; what comes after that is sent as any other message."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # What was said in private and has no answer yet, by chat.
        self._unanswered: OrderedDict[str, str] = OrderedDict()
        self._answered: OrderedDict[str, None] = OrderedDict()
        # How many parts of a message have arrived, should a later one fail.
        self._begun: dict[str, int] = {}

    def note(self, chat_id: str, place: str) -> None:
        """Note what may be answered in a private chat."""
        self._unanswered[chat_id] = place
        if len(self._unanswered) > REMEMBERED:
            self._unanswered.popitem(last=False)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        ids: list[str] = []
        for message in messages:
            try:
                await self._say(chat, message)
            except (ApiError, UnreachableError, LostError) as error:
                if is_alarm(error):
                    log.error("the bot is refused", extra={"reason": str(error)})  # noqa: TRY400 it says all
                return Sent(tuple(ids), failure(error))
            ids.append(mark(message.text))
        return Sent(tuple(ids))

    async def _say(self, chat: Chat, message: Worded) -> None:
        begun = self._begun.pop(message.key, 0)
        place = message.quote or message.beside or self._unanswered.pop(chat.external_id, "")
        bodies = encode.notices(message)
        if not begun and place and await self._answer(place, message):
            bodies = list(_further_cards(message))
        kind = _GROUP if chat.kind is ChatKind.GROUP else _PERSON
        for number, body in enumerate(bodies[begun:], begun):
            try:
                await self._connection.call(
                    "aibot_send_msg", {"chatid": chat.external_id, "chat_type": kind, **body}
                )
            except (ApiError, UnreachableError, LostError):
                if number:
                    self._begun[message.key] = number
                raise

    async def _answer(self, place: str, message: Worded) -> bool:
        """Answer what was said; False where it takes no answer (any more)."""
        kind, _, request = place.partition(":")
        if kind not in (MESSAGE, WELCOME) or request in self._answered:
            return False
        command, body = "aibot_respond_welcome_msg", encode.welcome(message)
        if kind == MESSAGE:
            command, body = "aibot_respond_msg", encode.answer([message], f"s{message.key}")
        try:
            await self._connection.call(command, body, request)
        except ApiError as error:
            # Only what was refused for good can't have been said.
            if error.code not in _NO_ANSWER:
                raise
            return False
        self._answered[request] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        return True


# The request is unknown or takes no stream; its time is over.
_NO_ANSWER = frozenset({846605, 846608})


def _further_cards(message: Worded) -> Iterator[Body]:
    for first in range(BUTTONS, len(shown_buttons(message)), BUTTONS):
        yield {"msgtype": "template_card", "template_card": card(message, first)}
