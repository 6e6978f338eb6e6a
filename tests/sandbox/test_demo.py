"""The demo community is alive: there is something to answer, to publish and to manage at once."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from handlers.actions.demo import NEIGHBOURS, SECRETARY, VOLUNTEERS
from tests.chat import CODE, START, Chat, conversation


@pytest.fixture
async def demo(database_url: str) -> AsyncIterator[Chat]:
    async with conversation(database_url, seed="demo") as running:
        await running.clock("2026-11-22T10:01")
        yield running


async def test_the_cards_stand_in_both_groups(demo: Chat) -> None:
    cards = [message for message in await demo.heard(NEIGHBOURS) if message.buttons]
    assert [card.text.splitlines()[0] for card in cards] == [
        card.text.splitlines()[0] for card in await demo.heard(VOLUNTEERS)
    ]
    assert len(cards) == 3


async def test_the_last_seat_is_free_and_the_next_one_waits(demo: Chat) -> None:
    assert "第" in await demo.says("王阿姨", "我参加 1", group=NEIGHBOURS)
    assert "候补" in await demo.says("冯婶", "我参加 1", group=NEIGHBOURS)
    assert "候补" in await demo.says("王阿姨", "名单 2", group=NEIGHBOURS)


async def test_the_secretary_is_at_work(demo: Chat) -> None:
    assert "任命" in await demo.tells(SECRETARY, "帮助")
    assert "郑师傅" in await demo.tells(SECRETARY, "架构")
    assert "归入" in await demo.says(SECRETARY, "启用 桂花园社区", group="合唱队")
    assert "现在是" in await demo.says(SECRETARY, "任命 队长 小赵", group=NEIGHBOURS)


async def test_the_service_may_still_be_claimed(demo: Chat) -> None:
    assert "您现在是管理员了" in await demo.tells("小赵", f"认领 {CODE}")


@pytest.mark.parametrize("days", range(7))
async def test_it_can_be_planted_on_any_day_at_any_hour(sqlite_url: str, days: int) -> None:
    start = START + timedelta(days=days, hours=3 * days)
    async with conversation(sqlite_url, start, seed="demo") as demo:
        assert "3" in await demo.says("王阿姨", "活动", group=NEIGHBOURS)
        assert datetime.fromisoformat((await demo.get("/sandbox/clock"))["now"]) >= start
