"""Three hundred want twenty seats: nobody twice, nobody lost, whatever dies in between."""

import asyncio
import contextlib
import re

import aiohttp
import pytest

from tests.chat import COMMUNITY, GROUP, OWNER, Chat, conversation
from tests.server import running

SEATS = 20
PEOPLE = [f"居民{number:03}" for number in range(1, 301)]


async def publish(chat: Chat) -> None:
    await chat.set_up()
    notice = f"发布活动 12月5日上午9点到11点 {COMMUNITY}广场 环境整治 {SEATS}人"
    assert "确认" in await chat.says(OWNER, notice)
    assert "环境整治" in await chat.says(OWNER, "确认")


async def join(chat: Chat, name: str) -> str:
    return await chat.says(name, "我参加", event=f"join-{name}")


async def roster(chat: Chat) -> tuple[list[str], list[str]]:
    """Read the whole list, page by page: who is in, who waits, in order."""
    pages = [await chat.says(OWNER, "名单 1")]
    while "下一页" in pages[-1]:
        pages.append(await chat.says(OWNER, "下一页"))
    confirmed: list[str] = []
    waiting: list[str] = []
    current = confirmed
    for line in "\n".join(pages).splitlines():
        name = re.search(r"居民\d{3}", line)
        if name:
            current.append(name.group())
        elif "候补" in line and "下一页" not in line and confirmed:
            current = waiting
    return confirmed, waiting


@pytest.mark.parametrize("copies", [1, 2])
async def test_three_hundred_at_once_get_twenty_seats(chat: Chat, copies: int) -> None:
    await publish(chat)
    answers = await asyncio.gather(*(join(chat, name) for name in PEOPLE for _ in range(copies)))

    confirmed, waiting = await roster(chat)
    assert len(confirmed) == SEATS
    assert sorted(confirmed + waiting) == PEOPLE
    assert sum("已报名" in answer for answer in answers) == SEATS * copies


async def test_a_storm_survives_kill_9(database_url: str) -> None:
    async def insist(chat: Chat, name: str) -> None:
        with contextlib.suppress(aiohttp.ClientError):
            await join(chat, name)

    async with conversation(database_url) as chat:
        await publish(chat)
    for moment in (0.05, 0.12, 0.2, 0.3):
        async with running(database_url, "--now", "2026-11-22T10:00") as server:
            storm = asyncio.gather(*(insist(server.chat, name) for name in PEOPLE))
            await asyncio.wait([storm], timeout=moment)
            await server.kill()
            await storm
    async with running(database_url, "--now", "2026-11-22T10:00") as server:
        first = await asyncio.gather(*(join(server.chat, name) for name in PEOPLE))
        again = await asyncio.gather(*(join(server.chat, name) for name in PEOPLE))
        assert first == again
        confirmed, waiting = await roster(server.chat)
        assert len(confirmed) == SEATS
        assert sorted(confirmed + waiting) == PEOPLE
        texts = [message.text for message in await server.chat.heard(GROUP)]
        for name in PEOPLE:
            assert sum(f"{name}已" in text or f"{name}：" in text for text in texts) <= 1
