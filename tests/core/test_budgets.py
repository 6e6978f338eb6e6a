"""How many messages a chat may get, by the minute and by the second."""

import asyncio
from datetime import datetime, timedelta

from bot.delivery.budgets import Budget, Budgets
from bot.platforms.telegram.pace import Pace
from storage.types import ChatId

NOW = datetime.fromisoformat("2026-11-22T10:00+08:00")
CHAT = ChatId(1)
GROUP, PRIVATE = Budget(20, 5), Budget(None, 5)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_one_a_second_once_five_came_at_once() -> None:
    budgets = Budgets()
    assert budgets.left(CHAT, PRIVATE, NOW) == 5
    budgets.spend(CHAT, PRIVATE, 5, NOW)
    assert budgets.left(CHAT, PRIVATE, NOW) == 0
    assert budgets.free_at(CHAT, PRIVATE, NOW) == after(5)
    assert budgets.left(ChatId(2), PRIVATE, NOW) == 5
    sent, now = 5, NOW
    while now < after(60):
        now = budgets.free_at(CHAT, PRIVATE, now)
        budgets.spend(CHAT, PRIVATE, left := budgets.left(CHAT, PRIVATE, now) or 0, now)
        sent += left
    assert 60 <= sent <= 70


def test_twenty_a_minute_in_a_group_of_which_edits_leave_a_quarter() -> None:
    budgets = Budgets()
    for second in range(0, 60, 4):
        budgets.spend(CHAT, GROUP, 1, after(second))
    pause = timedelta(seconds=3)
    assert budgets.may_edit_at(CHAT, GROUP, pause, after(58)) == after(60)
    assert budgets.left(CHAT, GROUP, after(58)) == 4
    budgets.spend_edit(CHAT, GROUP, after(58))
    assert budgets.left(CHAT, GROUP, after(58)) == 3
    budgets.spend(CHAT, GROUP, 4, after(59))
    assert budgets.left(CHAT, GROUP, after(59)) == 0
    assert budgets.free_at(CHAT, GROUP, after(59)) == after(63)


def test_a_platform_without_limits_has_no_budget() -> None:
    budgets = Budgets()
    budgets.spend(CHAT, Budget(), 100, NOW)
    assert budgets.left(CHAT, Budget(), NOW) is None
    assert budgets.free_at(CHAT, Budget(), NOW) == NOW
    budgets.shorten(CHAT)
    assert budgets.left(CHAT, Budget(), NOW) == 1


async def test_an_account_sends_thirty_a_second() -> None:
    pace = Pace(30)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for _ in range(36):
        await pace.wait()
    assert 0.15 <= loop.time() - began < 5


def test_an_hour_has_an_end_too() -> None:
    budgets, budget = Budgets(), Budget(24, per_hour=40)
    budgets.spend(CHAT, budget, 24, NOW)
    assert budgets.free_at(CHAT, budget, after(1)) == after(60)
    budgets.spend(CHAT, budget, 16, after(60))
    assert budgets.left(CHAT, budget, after(120)) == 0
    assert budgets.free_at(CHAT, budget, after(120)) == after(3600)
    assert budgets.left(CHAT, budget, after(3600)) == 24
