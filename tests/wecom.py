"""A conversation with the whole bot on WeCom, as an AI bot: the same verbs as on the sandbox.

What is said in a group names the bot; neighbours speak some seconds apart, so that the budget lasts.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import aiohttp
import orjson

from bot.app import Core, run
from bot.clock import MovableClock
from bot.platforms.sandbox.bodies import moment
from bot.settings import BotMode, Http, Settings, WecomBot
from bot.timelapse import Timelapse
from storage.store import Store
from storage.types import Answered
from tests.chat import CODE, GROUP, OWNER, START, Chat, Message
from tests.peers.envelope import Sealer
from tests.peers.wecom_bot import BOT, SECRET, AiBot, Said

SEALER = Sealer("the-token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "")
NAME = "有呼 小助手"
APART = timedelta(seconds=4)
LOOK_AGAIN = 0.004


class WecomChat(Chat):
    """People who talk to the AI bot. Names stand for user ids and for groups."""

    overhears = False
    edits = False

    def __init__(self, address: str, session: aiohttp.ClientSession, town: "Town") -> None:
        super().__init__(address, session)
        self.peer = town.peer
        self.core = town.core
        self.town = town

    async def sends(self, name: str, text: str, **more: Any) -> dict[str, Any]:
        group = more["chat"] if more["kind"] == "group" else None
        extra: dict[str, Any] = {"text": {"content": f"@{NAME} {text}" if group else text}}
        if more.get("reply_to"):
            quoted = self._said(more["reply_to"])
            extra["quote"] = {"msgtype": "text", "text": {"content": quoted.text}}
        body = self.peer.message(group, name, msgtype="text", **extra)
        said = await self.brings(body)
        return {"message": body["msgid"], "replies": [{"text": each.text} for each in said]}

    async def brings(self, body: Mapping[str, Any]) -> list[Said]:
        """Let something happen; return what the bot says there to that, else whatever it says."""
        chat = body.get("chatid") or body["from"]["userid"]
        await self.town.pass_time()
        before = len(self.peer.of(chat))
        request = await self.peer.push(body)
        await self.has_taken(body["msgid"])
        said = self.peer.of(chat)[before:]
        return [each for each in said if each.answers == request] or said

    async def presses(self, name: str, message: Message, label: str) -> str:
        said = self._said(message.id)
        said.views.pop(name, None)
        body = self.peer.press(said, name, message.buttons[label])
        before = self.peer.count("aibot_respond_update_msg")
        answers = await self.brings(body)
        await self.peer.until(lambda: self.peer.count("aibot_respond_update_msg") > before)
        return said.views.get(name) or "\n".join(each.text for each in answers)

    async def heard(self, chat: str = GROUP) -> list[Message]:
        await self.settled()
        return [Message(each.id, "bot", each.text, each.buttons) for each in self.peer.of(chat)]

    async def clock(self, now: str) -> None:
        await self.town.lapse.move(moment(now))

    async def has_taken(self, event_id: str) -> None:
        """Wait until the bot has an event for good, and has said what it can say."""

        def answer(store: Store) -> Answered | None:
            try:
                return store.inbox.answer_to("wecom_bot", "default", event_id)
            except LookupError:
                return None

        async with asyncio.timeout(10):
            while (answered := await self.core.database.read(answer)) is None:  # noqa: ASYNC110 it tells nobody
                await asyncio.sleep(LOOK_AGAIN)
        await self.core.pump.deliveries.wait(answered.outbox_ids, 0.2)
        await self.core.pump.idle()

    async def settled(self) -> None:
        await self.core.pump.idle()

    def _said(self, number: int) -> Said:
        return next(each for each in self.peer.said if each.id == number)


class CalledChat(WecomChat):
    """The same, where WeCom calls the bot. In a group buttons may be words to be said."""

    async def brings(self, body: Mapping[str, Any]) -> list[Said]:
        chat = body.get("chatid") or body["from"]["userid"]
        await self.town.pass_time()
        before = len(self.peer.of(chat))
        answer = await self.calls(body)
        while answer and answer.get("stream", {}).get("finish") is False:
            answer = await self.calls({"msgtype": "stream", "stream": answer["stream"]})
        if answer and "response_type" in answer:
            self.peer.update(answer)
        elif answer:
            self.peer.show(chat, answer, body["msgid"])
        await self.core.pump.idle()
        said = self.peer.of(chat)[before:]
        return [each for each in said if each.answers == body["msgid"]] or said

    async def fetches(self, chat: str = GROUP) -> None:
        await (self.says(OWNER, "活动") if chat == GROUP else self.tells(chat, "活动"))

    async def calls(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """Call the bot as WeCom does; return its answer, None for none."""
        status, raw = await self.posts(orjson.dumps({"encrypt": SEALER.seal(json.dumps(body))}))
        assert status == 200
        if not raw:
            return None
        sealed = orjson.loads(raw)
        signature = SEALER.sign(str(sealed["timestamp"]), sealed["nonce"], sealed["encrypt"])
        assert sealed["msgsignature"] == signature
        answer: dict[str, Any] = orjson.loads(SEALER.open(sealed["encrypt"]))
        return answer

    async def posts(self, raw: bytes, **wrong: str) -> tuple[int, bytes]:
        """Post a body, signed as it must be unless something is `wrong`; return status and answer."""
        timestamp = str(int(self.town.clock.now().timestamp()))
        query = {"timestamp": timestamp, "nonce": "n1"} | {
            name: value for name, value in wrong.items() if name == "timestamp"
        }
        with suppress(ValueError, TypeError, KeyError):
            sealed = orjson.loads(raw)["encrypt"]
            query["msg_signature"] = SEALER.sign(query["timestamp"], query["nonce"], sealed)
        path = self.address + "/callbacks/wecom-bot/default"
        async with self.session.post(path, params=query | wrong, data=BytesIO(raw)) as response:
            return response.status, await response.read()

    async def presses(self, name: str, message: Message, label: str) -> str:
        if label not in message.buttons:
            assert f"【{label}】" in message.text
            return await self.says(name, label)
        said = self._said(message.id)
        said.views.pop(name, None)
        answers = await self.brings(self.peer.press(said, name, message.buttons[label]))
        return said.views.get(name) or "\n".join(each.text for each in answers)


@dataclass(slots=True)
class Town:
    """The peer's side of a conversation."""

    peer: AiBot
    core: Core
    clock: MovableClock
    lapse: Timelapse
    apart: timedelta = APART
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def pass_time(self) -> None:
        async with self.turn:
            await self.lapse.move(self.clock.now() + self.apart)


def settings(peer: AiBot, database_url: str, mode: BotMode) -> Settings:
    """Return how the bot is run against the peer."""
    account = WecomBot(
        mode=mode,
        bot_id=BOT,
        secret=SECRET,
        ws_url=f"ws://{peer.address}/",
        token=SEALER.token,
        aes_key=SEALER.aes_key,
        display_name=NAME,
    )
    return Settings(database=database_url, owner_code=CODE, http=Http(port=0), wecom_bot=(account,))


@asynccontextmanager
async def on_wecom(
    database_url: str, mode: BotMode, peer: AiBot, start: datetime | None = START
) -> AsyncIterator[WecomChat]:
    """Run the bot against a peer that is served, and talk to it there."""
    clock = MovableClock(start)
    peer.clock = clock.now
    async with (
        run(settings(peer, database_url, mode), clock) as service,
        aiohttp.ClientSession() as session,
    ):
        core = service.core
        lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
        town = Town(peer, core, clock, lapse)
        if mode is BotMode.WEBHOOK:
            yield CalledChat(service.address, session, town)
            return
        await peer.until(lambda: peer.count("aibot_subscribe") > 0)
        yield WecomChat(service.address, session, town)
