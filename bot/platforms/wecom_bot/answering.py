"""Speaking where WeCom has to call first: inside its call, while it asks again, or once afterwards
to the address it left. Beyond that a message waits until somebody speaks in its chat.
"""

import asyncio
from collections import OrderedDict, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from bot.clock import Clock
from bot.platform import Failure, Sent, Trouble, Worded
from bot.platforms.wechat.calls import ApiError, Calls, LostError, UnreachableError
from bot.platforms.wechat.cards import Body, mark, with_labels
from bot.platforms.wechat.troubles import LIMITED, failure
from bot.platforms.wecom_bot import encode
from storage.types import Chat, ChatKind

# WeCom asks for six minutes whether an answer is finished, and leaves an address for an hour.
ASKED_AGAIN = timedelta(minutes=5)
ADDRESS_LASTS = timedelta(minutes=59)
ADDRESSES = 20
REMEMBERED = 2_000
# Whoever speaks is answered with what waits; until then it is tried now and then, for a day.
UNTIL_SPOKEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """A call that may still be answered; `place` is what an answer quotes."""

    chat_id: str
    place: str
    until: datetime
    answer: "asyncio.Future[Body]" = field(compare=False)

    @property
    def stream(self) -> str:
        return self.place.partition(":")[2]


class ByCallback:
    """Answers wait for nobody in the order in which they are given, one a call, joined if need be."""

    def __init__(self, session: aiohttp.ClientSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._openings: OrderedDict[str, Opening] = OrderedDict()
        self._addresses: defaultdict[str, deque[tuple[str, datetime]]] = defaultdict(
            lambda: deque(maxlen=ADDRESSES)
        )

    def open(self, chat_id: str, place: str) -> Opening:
        """Let an answer travel with a call."""
        now = self._clock.now()
        waiting = asyncio.get_running_loop().create_future()
        opening = Opening(chat_id, place, now + ASKED_AGAIN, waiting)
        self._openings[opening.stream] = opening
        if len(self._openings) > REMEMBERED:
            self._openings.popitem(last=False)
        return opening

    def find(self, stream: str) -> Opening | None:
        """Return the call that WeCom asks about again."""
        return self._openings.get(stream)

    def close(self, opening: Opening) -> None:
        self._openings.pop(opening.stream, None)

    def keep_address(self, chat_id: str, url: str) -> None:
        """Note where one message more may be sent."""
        self._addresses[chat_id].append((url, self._clock.now() + ADDRESS_LASTS))

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        answered = self._answer(chat, messages)
        rest = messages[answered:]
        ids = [mark(each.text) for each in messages]
        failed = await self._post(chat, rest) if rest else None
        return Sent(tuple(ids[:answered] if failed else ids), failed)

    def _answer(self, chat: Chat, messages: Sequence[Worded]) -> int:
        """Give to the calls that wait what answers them; return how many messages that were."""
        given: dict[str, list[Worded]] = {}
        for message in messages:
            opening = self._waiting(chat, message, given)
            if opening is None:
                break
            given.setdefault(opening.stream, []).append(message)
        for stream, answers in given.items():
            self._openings[stream].answer.set_result(encode.answer(answers, stream))
        return sum(map(len, given.values()))

    def _waiting(
        self, chat: Chat, message: Worded, given: Mapping[str, Sequence[Worded]]
    ) -> Opening | None:
        """Return the call that a message quotes, else any of its chat."""
        now = self._clock.now()
        open_here = [
            each
            for each in self._openings.values()
            if each.chat_id == chat.external_id and not each.answer.done() and each.until > now
        ]
        quoted = [each for each in open_here if each.place in (message.quote, message.beside)]
        taken = [each for each in open_here if each.stream in given]
        return next(iter(quoted or taken or open_here), None)

    async def _post(self, chat: Chat, messages: Sequence[Worded]) -> Failure | None:
        """Send messages as one to an address that was left. It is good once, whatever comes of it."""
        addresses, now = self._addresses[chat.external_id], self._clock.now()
        while addresses:
            url, until = addresses.popleft()
            if until <= now:
                continue
            try:
                await Calls(self._session, url).ask("POST", "", self._body(chat, messages))
            except ApiError as error:
                if error.code in LIMITED:
                    return failure(error)
            except (UnreachableError, LostError) as error:
                return failure(error)
            else:
                return None
        return Failure(Trouble.DOWN, "nobody has spoken in this chat lately", UNTIL_SPOKEN)

    @staticmethod
    def _body(chat: Chat, messages: Sequence[Worded]) -> Body:
        """Return one markdown or one card; in groups a card isn't taken, so its buttons are words."""
        if len(messages) == 1 and chat.kind is ChatKind.PRIVATE:
            bodies = encode.notices(messages[0])
            if len(bodies) == 1:
                return bodies[0]
        return encode.markdown("\n\n".join(with_labels(each) for each in messages))
