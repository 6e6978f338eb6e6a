"""A conversation with the whole bot on WeCom, as an AI bot: the same verbs as on the sandbox.

What is said in a group names the bot; neighbours speak some seconds apart, so that the budget lasts.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.app import Core, run
from bot.clock import MovableClock
from bot.platforms.sandbox.bodies import moment
from bot.settings import BotMode, Http, Settings, WecomBot
from bot.timelapse import Timelapse
from storage.store import Store
from storage.types import Answered
from tests.chat import CODE, GROUP, START, Chat, Message
from tests.peers.wecom_bot import BOT, SECRET, AiBot, Said

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
        await self.settled(body["msgid"])
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
        return [Message(each.id, "bot", each.text, each.buttons) for each in self.peer.of(chat)]

    async def hears_more(self, chat: str, than: int) -> list[Message]:
        messages = await self.heard(chat)
        assert len(messages) > than
        return messages

    async def clock(self, now: str) -> None:
        await self.town.lapse.move(moment(now))

    async def settled(self, event_id: str) -> None:
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

    def _said(self, number: int) -> Said:
        return next(each for each in self.peer.said if each.id == number)


@dataclass(slots=True)
class Town:
    """The peer's side of a conversation."""

    peer: AiBot
    core: Core
    clock: MovableClock
    lapse: Timelapse
    apart: timedelta = APART

    async def pass_time(self) -> None:
        await self.lapse.move(self.clock.now() + self.apart)


def settings(peer: AiBot, database_url: str) -> Settings:
    """Return how the bot is run against the peer."""
    account = WecomBot(bot_id=BOT, secret=SECRET, ws_url=f"ws://{peer.address}/", display_name=NAME)
    return Settings(database=database_url, owner_code=CODE, http=Http(port=0), wecom_bot=(account,))


@asynccontextmanager
async def on_wecom(
    database_url: str, mode: BotMode, peer: AiBot, start: datetime | None = START
) -> AsyncIterator[WecomChat]:
    """Run the bot against a peer that is served, and talk to it there."""
    clock = MovableClock(start)
    peer.clock = clock.now
    async with (
        run(settings(peer, database_url), clock) as service,
        aiohttp.ClientSession() as session,
    ):
        core = service.core
        lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
        if mode is BotMode.WEBSOCKET:
            await peer.until(lambda: peer.count("aibot_subscribe") > 0)
        yield WecomChat(service.address, session, Town(peer, core, clock, lapse))
