"""Reminders before an activity: a day and two hours ahead, once each, whatever the clock does."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from handlers.actions import activities, occasions, posting
from handlers.actions.activities import schedule
from handlers.message import Span
from storage.database import open_database
from storage.store import Store
from storage.types import ActivityId, DueKind
from tests.chat import OWNER, START, Chat
from tests.scenarios.conftest import Runs
from tests.storage.scene import committed

LINE = "发布活动 周六上午9点到11点 社区广场 环境整治 20人 带铁锹"
DAY = "提醒：1号活动“环境整治”，11月28日(周六)09:00–11:00，社区广场。"
SOON = DAY.replace("提醒：", "快开始了：")
LEAVE = "去不了请回复：取消报名 1"
LATE = "（这条提醒发晚了。）"


async def publish(chat: Chat, line: str = LINE) -> Chat:
    await chat.set_up()
    await chat.says(OWNER, line)
    assert "【1号活动】" in await chat.says(OWNER, "确认")
    return chat


@pytest.fixture
async def published(chat: Chat) -> Chat:
    """A published activity that 王阿姨, who can be told in private, and 李叔 and 赵姐 attend."""
    await publish(chat)
    await chat.tells("王阿姨", "你好")
    for name in ("王阿姨", "李叔", "赵姐"):
        await chat.says(name, "我参加")
    return chat


async def reminders(chat: Chat, of: str) -> list[str]:
    """What somebody, or the group, heard before the start."""
    heard = [each.text for each in await chat.heard(of)]
    return [each for each in heard if "提醒：" in each or "快开始了" in each or "您组织的" in each]


class TestReminding:
    async def test_in_private_else_once_in_the_group(self, published: Chat) -> None:
        await published.clock("2026-11-27T08:59")
        assert await reminders(published, "王阿姨") == []
        await published.clock("2026-11-27T09:00")
        day = f"{DAY}\n请带：铁锹\n{LEAVE}"
        assert await reminders(published, "王阿姨") == [day]
        assert await reminders(published, "院里") == [f"请注意：李叔、赵姐\n{day}"]
        await published.clock("2026-11-28T06:59")
        assert len(await reminders(published, "王阿姨")) == 1
        await published.clock("2026-11-28T07:00")
        soon = f"{SOON}\n请带：铁锹\n{LEAVE}"
        assert await reminders(published, "王阿姨") == [day, soon]
        await published.clock("2026-11-28T12:00")
        assert len(await reminders(published, "院里")) == 2

    async def test_the_organiser_hears_how_many_come(self, published: Chat) -> None:
        await published.clock("2026-11-27T09:00")
        assert await reminders(published, OWNER) == [
            "您组织的1号活动“环境整治”：11月28日(周六)09:00–11:00，社区广场。\n已报名 3/20，剩余 17"
        ]

    async def test_who_only_waits_hears_nothing(self, chat: Chat) -> None:
        await publish(chat, LINE.replace("20人", "1人"))
        for name in ("王阿姨", "李叔"):
            await chat.tells(name, "你好")
            await chat.says(name, "我参加")
        await chat.clock("2026-11-27T09:00")
        assert len(await reminders(chat, "王阿姨")) == 1
        assert await reminders(chat, "李叔") == []
        assert "候补 1" in (await reminders(chat, OWNER))[0]

    async def test_somebody_without_an_account_hears_by_who_signed_them_up(
        self, chat: Chat
    ) -> None:
        await publish(chat)
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.says("王阿姨", "替王奶奶报名")
        await chat.clock("2026-11-27T09:00")
        assert len(await reminders(chat, "王阿姨")) == 1

    async def test_who_left_hears_nothing(self, published: Chat) -> None:
        await published.says("王阿姨", "我不去了")
        await published.clock("2026-11-28T12:00")
        assert await reminders(published, "王阿姨") == []

    async def test_no_group_message_where_everybody_hears_in_private(self, chat: Chat) -> None:
        await publish(chat)
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-28T12:00")
        assert await reminders(chat, "院里") == []


class TestWords:
    async def test_an_activity_adds_a_sentence(self, published: Chat) -> None:
        answer = await published.says(OWNER, "提醒 1 请戴手套")
        assert answer == "好的，1号活动“环境整治”的提醒里会加上：请戴手套"
        assert "请戴手套" in await published.says(OWNER, "提醒 1")
        await published.clock("2026-11-27T09:00")
        assert (await reminders(published, "王阿姨"))[0] == f"{DAY}\n请带：铁锹\n请戴手套\n{LEAVE}"

    async def test_it_is_taken_back(self, published: Chat) -> None:
        await published.says(OWNER, "提醒 1 请戴手套")
        assert "不加话了" in await published.says(OWNER, "提醒 1 取消")
        await published.clock("2026-11-27T09:00")
        assert "手套" not in (await reminders(published, "王阿姨"))[0]

    async def test_only_who_runs_it_may(self, published: Chat) -> None:
        assert "书记或社工" in await published.says("王阿姨", "提醒 1 请戴手套")
        assert await published.says("王阿姨", "提醒大家明天降温") == ""
        assert await published.says("王阿姨", "提醒 大家明天降温") == ""

    async def test_bad_input_gets_one_sentence(self, published: Chat) -> None:
        assert (
            await published.says(OWNER, "提醒 9 请戴手套") == "没有9号活动。回复“活动”看看有哪些。"
        )
        assert "最多100个字" in await published.says(OWNER, "提醒 1 " + "好" * 101)


class TestOptingOut:
    async def test_is_kept_until_taken_back(self, published: Chat) -> None:
        assert await published.tells("王阿姨", "不再提醒") == (
            "好的，活动前不再提醒您。要恢复请说：恢复提醒"
        )
        await published.says("李叔", "不再提醒")
        await published.clock("2026-11-27T09:00")
        assert await reminders(published, "王阿姨") == []
        assert (await reminders(published, "院里"))[0].startswith("请注意：赵姐\n")
        assert await published.tells("王阿姨", "恢复提醒") == "好的，活动前会提醒您。"
        await published.clock("2026-11-28T07:00")
        assert len(await reminders(published, "王阿姨")) == 1

    async def test_holds_for_the_organiser(self, published: Chat) -> None:
        await published.tells(OWNER, "不再提醒")
        await published.clock("2026-11-28T12:00")
        assert await reminders(published, OWNER) == []


class TestMoving:
    async def test_reminders_move_along(self, published: Chat) -> None:
        await published.says(OWNER, "改期 1 下周日上午10点")
        await published.says(OWNER, "确认")
        await published.clock("2026-11-28T09:59")
        assert await reminders(published, "王阿姨") == []
        await published.clock("2026-11-28T10:00")
        assert "11月29日(周日)10:00" in (await reminders(published, "王阿姨"))[0]

    async def test_what_is_moved_after_its_reminder_is_told_anew(self, published: Chat) -> None:
        await published.clock("2026-11-27T10:00")
        await published.says(OWNER, "改期 1 12月5日")
        await published.says(OWNER, "确认")
        await published.clock("2026-12-06T10:00")
        assert len(await reminders(published, "王阿姨")) == 3

    async def test_what_is_moved_and_moved_back_is_told_once(self, published: Chat) -> None:
        await published.clock("2026-11-27T10:00")
        await published.says(OWNER, "改期 1 12月5日")
        await published.says(OWNER, "确认")
        await published.says(OWNER, "改期 1 11月28日")
        await published.says(OWNER, "确认")
        await published.clock("2026-11-28T12:00")
        assert [each.partition("：")[0] for each in await reminders(published, "王阿姨")] == [
            "提醒",
            "快开始了",
        ]

    async def test_what_is_cancelled_is_not_reminded_of(self, published: Chat) -> None:
        await published.says(OWNER, "取消活动 1 下雨")
        await published.says(OWNER, "确认")
        await published.clock("2026-11-28T12:00")
        for chat in ("王阿姨", "院里", OWNER):
            assert await reminders(published, chat) == []


class TestLateOnes:
    async def test_less_than_a_day_ahead_only_the_second(self, chat: Chat) -> None:
        await publish(chat, LINE.replace("周六", "今天").replace("上午9点到11点", "下午4点到6点"))
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-22T20:00")
        (only,) = await reminders(chat, "王阿姨")
        assert only.startswith("快开始了")

    async def test_less_than_two_hours_ahead_none(self, chat: Chat) -> None:
        await publish(chat, LINE.replace("周六", "今天").replace("上午9点到11点", "上午11点到12点"))
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-22T20:00")
        assert await reminders(chat, "王阿姨") == []

    async def test_an_early_morning_is_told_of_the_evening_before(self, chat: Chat) -> None:
        await publish(chat, LINE.replace("上午9点到11点", "早上6点到8点"))
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-27T06:59")
        assert await reminders(chat, "王阿姨") == []
        await chat.clock("2026-11-27T07:00")
        assert len(await reminders(chat, "王阿姨")) == 1
        await chat.clock("2026-11-27T21:30")
        assert len(await reminders(chat, "王阿姨")) == 2
        await chat.clock("2026-11-28T12:00")
        assert len(await reminders(chat, "王阿姨")) == 2


async def sign_up(runs: Runs, line: str = LINE) -> None:
    """Let 王阿姨 sign up for Saturday's activity, then stop the bot."""
    async with runs(START) as chat:
        await publish(chat, line)
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")


async def resumed(runs: Runs, now: str) -> list[str]:
    """Start the bot at that moment; return what 王阿姨 was reminded of so far."""
    async with runs(moment(now)) as chat:
        await chat.clock(f"{now}:30")  # slower machines start later
        return await reminders(chat, "王阿姨")


def missed(url: str, kind: DueKind) -> list[str]:
    return committed(url, f"SELECT note FROM due WHERE kind = '{kind}' AND state = 'missed'")  # noqa: S608


class TestDowntime:
    async def test_late_but_useful_is_sent_once_and_says_so(self, runs: Runs) -> None:
        await sign_up(runs)
        (only,) = await resumed(runs, "2026-11-27T15:00")
        assert only.startswith(f"{LATE}\n{DAY}")
        assert len(await resumed(runs, "2026-11-27T16:00")) == 1

    async def test_a_moment_late_is_not_late(self, runs: Runs) -> None:
        await sign_up(runs)
        (only,) = await resumed(runs, "2026-11-27T09:01")
        assert only.startswith(DAY)

    async def test_of_two_that_are_due_the_later_is_sent(
        self, runs: Runs, database_url: str
    ) -> None:
        await sign_up(runs)
        (only,) = await resumed(runs, "2026-11-28T08:00")
        assert only.startswith(f"{LATE}\n{SOON}")
        assert missed(database_url, DueKind.REMIND_DAY) == ["the later reminder was due too"]

    async def test_two_days_down_and_nothing_helps_any_more(
        self, runs: Runs, database_url: str
    ) -> None:
        await sign_up(runs)
        assert await resumed(runs, "2026-11-29T09:00") == []
        for kind in (DueKind.REMIND_DAY, DueKind.REMIND_SOON):
            assert missed(database_url, kind) == ["the activity had begun"]

    async def test_what_comes_in_the_night_waits_for_the_morning(self, runs: Runs) -> None:
        await sign_up(runs)
        assert await resumed(runs, "2026-11-27T23:00") == []
        async with runs(None) as chat:
            await chat.says("林书记", "改名额 1 30")
            await chat.clock("2026-11-28T06:59")
            assert await reminders(chat, "王阿姨") == []
            await chat.clock("2026-11-28T07:00")
            (only,) = await reminders(chat, "王阿姨")
            assert only.startswith(SOON)

    async def test_an_edit_before_the_sweep_loses_nothing(
        self, runs: Runs, database_url: str
    ) -> None:
        await sign_up(runs)
        database = await open_database(database_url)
        await database.write(lambda store: edit(store, moment("2026-11-27T15:00")))
        await database.close()
        assert len(await resumed(runs, "2026-11-27T15:00")) == 1

    @pytest.mark.parametrize("is_swept", [False, True])
    async def test_what_is_moved_away_and_back_meanwhile_is_reminded_of(
        self, runs: Runs, database_url: str, *, is_swept: bool
    ) -> None:
        """The bot was down over the moment; whether it looks before the organiser thinks again,
        or only after, in the night or by day, nobody is forgotten.
        """
        await sign_up(runs, LINE.replace("上午9点到11点", "下午2点到4点"))
        database = await open_database(database_url)
        for days, hour in ((7, "23:00"), (-7, "23:01")):
            now = moment(f"2026-11-27T{hour}")
            await database.write(partial(move, days=days, now=now))
            if is_swept:
                await database.write(partial(sweep, now=now))
        await database.close()
        assert await resumed(runs, "2026-11-28T06:59") == []
        (only,) = await resumed(runs, "2026-11-28T07:00")
        assert only.startswith(f"{LATE}\n提醒")


class TestMany:
    @pytest.mark.parametrize("is_reached", [True, False])
    async def test_are_told_in_parts_and_none_is_forgotten_when_the_bot_dies_between(
        self, runs: Runs, database_url: str, monkeypatch: pytest.MonkeyPatch, *, is_reached: bool
    ) -> None:
        monkeypatch.setattr(posting, "AT_ONCE", 2)
        names = ("王阿姨", "李叔", "赵姐", "钱伯", "孙姨")
        async with runs(START) as chat:
            await publish(chat)
            for name in names:
                if is_reached:
                    await chat.tells(name, "你好")
                await chat.says(name, "我参加")
        database = await open_database(database_url)
        for days in (7, -7):
            await database.write(partial(announce, days=days))
        day = moment("2026-11-27T09:00")
        await database.write(partial(sweep, now=day))  # the first two, and no more
        await database.close()
        parts = committed(database_url, "SELECT count(*) FROM reminders")
        assert parts == [3]  # and the organiser
        async with runs(day) as chat:
            await chat.clock("2026-11-27T09:00:30")
            told = {name: await heard_of(chat, name, is_reached=is_reached) for name in names}
        assert told == {name: ["12月5日", "11月28日", "提醒"] for name in names}
        assert committed(database_url, "SELECT count(*) FROM tellings") == [0]


async def heard_of(chat: Chat, name: str, *, is_reached: bool) -> list[str]:
    """What somebody heard, in order, by the words that tell one from the other."""
    heard = await chat.heard(name if is_reached else "院里")
    meant = [each.text for each in heard if is_reached or f"{name}" in each.text.split("\n")[0]]
    news = ("提醒", "12月5日", "11月28日")
    said = [next((word for word in news if word in each), "") for each in meant]
    return [word for word in said if word][-3:]


class TestClock:
    async def test_a_jump_of_a_day_sends_nothing_twice(self, runs: Runs) -> None:
        await sign_up(runs)
        assert len(await resumed(runs, "2026-11-27T10:00")) == 1
        told = await resumed(runs, "2026-11-28T10:00")
        assert len(told) == 1

    async def test_back_an_hour_sends_nothing_twice_and_nothing_early(
        self, runs: Runs, database_url: str
    ) -> None:
        await sign_up(runs)
        assert len(await resumed(runs, "2026-11-27T09:30")) == 1
        database = await open_database(database_url)
        for now in map(moment, ("2026-11-27T08:30", "2026-11-27T09:00")):
            await database.write(partial(edit, now=now))
            await database.write(partial(sweep, now=now))
        await database.close()
        assert len(await resumed(runs, "2026-11-27T10:00")) == 1

    async def test_what_was_found_by_a_clock_ahead_waits_for_its_moment(
        self, runs: Runs, database_url: str
    ) -> None:
        await sign_up(runs)
        database = await open_database(database_url)
        await database.write(lambda store: sweep(store, moment("2026-11-27T08:00")))
        await database.close()
        assert await resumed(runs, "2026-11-27T08:59") == []
        assert len(await resumed(runs, "2026-11-27T09:01")) == 1


def moment(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+08:00")


def edit(store: Store, now: datetime) -> None:
    """Change something of the activity, before anything that is due is acted on."""
    activity = store.activities.get(ActivityId(1))
    schedule(store, store.activities.save(replace(activity, seats=30)), now)


def announce(store: Store, days: int) -> None:
    """Let the organiser move the activity; nobody goes on with who is to hear of it."""
    activity = store.activities.lock(ActivityId(1))
    organiser = store.people.get(activity.organiser_id)
    span = Span(activity.starts_at + timedelta(days=days))
    activities.move(store, organiser, activity, span, START)


def move(store: Store, now: datetime, days: int) -> None:
    activity = store.activities.get(ActivityId(1))
    later = replace(activity, starts_at=activity.starts_at + timedelta(days=days), ends_at=None)
    schedule(store, store.activities.save(later), now)


def sweep(store: Store, now: datetime) -> None:
    """Act on what a clock two days ahead found to be due."""
    for due in store.due.now_due(now + timedelta(days=2), 50):
        occasions.act(store, due, now)
