"""The connection of an AI bot: what WeCom does to it, and what it makes of that."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from bot.platform import Sent, Trouble, Worded
from bot.platforms.wecom_bot.connection import Connection, Pace
from bot.platforms.wecom_bot.speaking import ByConnection
from storage.types import Chat, ChatId, ChatKind
from tests.peers.wecom_bot import BOT, SECRET, AiBot

GROUP = Chat(
    id=ChatId(1),
    platform="wecom_bot",
    account="default",
    external_id="院里",
    kind=ChatKind.GROUP,
    title="院里",
    community_id=None,
    is_enabled=True,
    muted_until=None,
    held_until=None,
)
PACE = Pace(ping=0.02, answer=0.1, first_pause=0.01)
SAID = {"msgtype": "text", "text": {"content": "@有呼 我参加"}}


@pytest.fixture
async def peer() -> AsyncIterator[AiBot]:
    async with AiBot().served() as served:
        yield served


@asynccontextmanager
async def connected(
    peer: AiBot, pace: Pace = PACE, secret: str = SECRET
) -> AsyncIterator[tuple[Connection, "asyncio.Task[None]", list[Mapping[str, Any]]]]:
    """A connection, its work, and what it has taken."""
    taken: list[Mapping[str, Any]] = []

    async def take(frame: Mapping[str, Any]) -> None:
        taken.append(frame)

    async with aiohttp.ClientSession() as session:
        subscribe = {"bot_id": BOT, "secret": secret}
        connection = Connection(session, f"ws://{peer.address}/", subscribe, pace)
        running = asyncio.create_task(connection.run(take))
        try:
            await peer.until(lambda: peer.count("aibot_subscribe") > 0)
            yield connection, running, taken
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def says(speaking: ByConnection, text: str, quote: str | None = None) -> Sent:
    return await speaking.send(GROUP, [Worded("1", text, quote=quote)])


async def test_it_stays_connected_and_comes_back_alone(peer: AiBot) -> None:
    peer.faults["ping"] = ["drop"]
    async with connected(peer) as (connection, running, _):
        # One lost ping is nothing; two are the end of a connection, and another is made.
        await peer.until(lambda: peer.count("ping") > 2)
        assert peer.subscriptions == 1
        peer.faults["ping"] = ["drop", "drop"]
        await peer.until(lambda: peer.subscriptions == 2)
        await peer.hang_up()
        await peer.until(lambda: peer.subscriptions == 3)

        # Another program takes the connection: it is not taken back, and nothing is lost.
        await peer.kick()
        async with asyncio.timeout(5):
            await running
        assert connection.is_taken_over
        sent = await says(ByConnection(connection), "提醒")
        assert sent.failure is not None
        assert sent.failure.trouble is Trouble.DOWN
        assert peer.subscriptions == 3


async def test_a_wrong_secret_is_told_and_tried_again(
    peer: AiBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with connected(peer, secret="wrong"):  # noqa: S106
            await peer.until(lambda: peer.count("aibot_subscribe") > 1)
    assert "40001" in str(caplog.records[0].__dict__["reason"])
    assert peer.subscriptions == 0


async def test_what_becomes_of_a_message(peer: AiBot) -> None:
    async with connected(peer, Pace(answer=0.1)) as (connection, _, taken):
        speaking = ByConnection(connection)
        request = await peer.push(peer.message("院里", "王阿姨", **SAID))
        said = await says(speaking, "已报名", f"m:{request}")
        assert said.failure is None
        assert [each["body"]["from"]["userid"] for each in taken] == ["王阿姨"]
        assert peer.said[-1].answers == request

        # A request that WeCom doesn't know any more, or whose stream is over, is answered as any message.
        for code in (846605, 846608):
            request = await peer.push(peer.message("院里", "李叔", **SAID))
            peer.faults["aibot_respond_msg"] = [code]
            assert (await says(speaking, f"李叔 {code}", f"m:{request}")).failure is None
            assert (peer.said[-1].text, peer.said[-1].answers) == (f"李叔 {code}", "")

        # What the delivery learns of each refusal.
        faults: dict[str | int, Trouble] = {
            "drop": Trouble.UNKNOWN,
            -1: Trouble.UNKNOWN,
            45033: Trouble.UNKNOWN,
            45009: Trouble.BUSY,
            40008: Trouble.REFUSED,
            93001: Trouble.GONE,
            93006: Trouble.GONE,
            60020: Trouble.BUSY,
        }
        for fault, trouble in faults.items():
            peer.faults["aibot_send_msg"] = [fault]
            sent = await says(speaking, "提醒")
            assert sent.failure is not None
            assert sent.failure.trouble is trouble, fault


async def test_frames_that_cannot_be_read_end_nothing(peer: AiBot) -> None:
    async with connected(peer) as (_, _, taken):
        await peer.until(lambda: peer.count("ping") > 0)
        for raw in ("no json", "[]", '{"cmd":"new"}', '{"headers":7,"errcode":0}'):
            await peer.raw(raw)
        await peer.push(peer.message("院里", "王阿姨", **SAID))
        pings = peer.count("ping")
        await peer.until(lambda: peer.count("ping") > pings)
        assert len(taken) == 1
        assert peer.subscriptions == 1
