"""The life of activities, whatever comes when: messages, again and again, crashes at any statement,
a clock that jumps, a platform that fails. After every step the checker looks.

LIFE_EXAMPLES and LIFE_STEPS make a long run of it, with other examples every time.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handlers.actions import posting
from storage.types import Answered
from tests.core.cast import NOW, ORGANISER, PEOPLE, REACHED, event, settle
from tests.core.checker import Checker, same
from tests.core.world import Crash, Engine, Mood, World, postgres_engine, sqlite_engine
from tests.servers import PostgresDatabases

EXAMPLES = int(os.environ.get("LIFE_EXAMPLES", "60"))
STEPS = int(os.environ.get("LIFE_STEPS", "30"))

# What somebody says; {0} is an activity. A bar parts two messages of the same person.
WORDS = (
    *("我参加 {0}",) * 4,
    *("取消报名 {0}", "我不去了", "取消报名 {0}|确认退出", "取消报名 {0}|留下") * 2,
    *("撤销", "确认", "放弃") * 2,
    *(
        "找人替班 {0}",
        "可以",
        "报名 {0} 2人",
        "替王奶奶报名 {0}",
        "改为2人",
        "改为1人",
        "取消",
        "1",
        "2",
        "是",
    ),
)
ORDERS = (
    *("改名额 {0} 1", "改名额 {0} 2", "改名额 {0} 4", "改名额 {0} 不限"),
    *("改期 {0} 推迟半小时", "改期 {0} 明天下午3点|确认", "改期 {0} 下周日上午9点|确认"),
    *("改地点 {0} 三单元门口", "截止报名 {0}", "重开报名 {0}", "取消活动 {0} 下雨|确认"),
    *(
        "添加 {0} 李叔 赵姐 钱伯",
        "添加 {0} 李叔 赵姐|撤销",
        "移除 {0} 王阿姨 生病",
        "递补 {0} 赵姐",
        "最少 {0} 3",
    ),
    "复制 {0} 到 下周日下午2点|确认",
    "发布活动 后天上午10点到11点 社区广场 大扫除 2人|确认",
    *("我参加 {0}", "撤销", "撤销", "撤销", "确认", "名单 {0}", "不再提醒"),
)
numbers = st.sampled_from([1, 1, 1, 2, 2, 3])
neighbours = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(WORDS), numbers, st.booleans())
orders = st.tuples(st.just(ORGANISER), st.sampled_from(ORDERS), numbers, st.booleans())
Speech = tuple[str, str, int, bool]
SPANS = tuple(
    timedelta(**span)
    for span in (
        {"seconds": 40},
        {"seconds": 40},
        {"minutes": 2, "seconds": 1},
        {"minutes": 6},
        {"minutes": 50},
        {"hours": 2},
        {"hours": 12, "minutes": 1},
        {"hours": 22},
        {"days": 2},
        {"hours": -1},
        {"hours": -3},
    )
)


class Life(RuleBasedStateMachine):
    """What can happen to a community."""

    def __init__(self, opened: Callable[[ExitStack], Engine]) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.world = World(opened(self.stack), NOW)
        self.checker = Checker(self.world)
        self.events: list[tuple[dict[str, Any], Answered]] = []

    @initialize(
        seats=st.tuples(*[st.sampled_from([1, 2, 3])] * 3),
        queue=st.permutations(PEOPLE),
        asked=st.sets(st.integers(1, 3)),
    )
    def found(self, seats: tuple[int, ...], queue: list[str], asked: set[int]) -> None:
        self.world.transact(lambda store: settle(store, seats))
        for number in sorted(asked):
            for who in queue:
                self.say(who, f"我参加 {number}")

    @rule(said=st.lists(neighbours, min_size=1, max_size=8))
    def neighbours_talk(self, said: list[Speech]) -> None:
        self.talk(said)

    @rule(said=st.lists(orders, min_size=1, max_size=4))
    def the_organiser_talks(self, said: list[Speech]) -> None:
        self.talk(said)

    @rule(said=st.lists(neighbours | orders, min_size=2, max_size=8))
    def all_talk(self, said: list[Speech]) -> None:
        self.talk(said)

    @rule(pair=st.permutations(REACHED[1:]), number=numbers, back=st.booleans())
    def stands_in(self, pair: list[str], number: int, *, back: bool) -> None:
        """One can't come, another does, and perhaps thinks again."""
        asker, helper = pair
        for words in ("我参加 {0}", "找人替班 {0}"):
            self.say(asker, words.format(number))
        self.say(helper, "可以", private=True)
        if back:
            self.say(helper, "撤销", private=True)

    @precondition(lambda self: self.world.peer.delivered)
    @rule(who=st.sampled_from([*PEOPLE, ORGANISER]), back=st.integers(0, 30), data=st.data())
    def presses(self, who: str, back: int, data: st.DataObject) -> None:
        delivered = self.world.peer.delivered[-back - 1 :][0]
        if delivered.buttons:
            _, press = data.draw(st.sampled_from(delivered.buttons))
            self.receive(
                event(who, "", press=press, reply_to=delivered.id, **self.place(delivered.chat))
            )

    @precondition(lambda self: self.events)
    @rule(back=st.integers(0, 20), times=st.integers(1, 3))
    def comes_again(self, back: int, times: int) -> None:
        said, first = self.events[-back - 1 :][0]
        before = self.checker.check()
        for _ in range(times):
            again = self.world.receive(said)
            assert again.is_repeat, "I2: done again"
            assert (again.inbox_id, again.outbox_ids, again.toast) == (
                first.inbox_id,
                first.outbox_ids,
                first.toast,
            ), "I2: answered differently"
        assert same(before, self.checker.check()), "I2: a repeat had an effect"

    @rule(said=neighbours | orders, after=st.integers(0, 90))
    def dies_over(self, said: Speech, after: int) -> None:
        who, words, number, private = said
        self.crash(event(who, words.split("|")[0].format(number), private=private), after)

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: timedelta) -> None:
        self.world.wait(span)

    @rule()
    def sweeps(self) -> None:
        self.world.sweep()

    @rule()
    def reminders_fall_due_again(self) -> None:
        """Whatever rings twice: who was told is what counts."""
        self.world.look("UPDATE due SET state = 'waiting' WHERE kind LIKE 'remind%' RETURNING id")
        self.world.sweep()

    @rule(after=st.integers(0, 60))
    def dies_over_an_occasion(self, after: int) -> None:
        self.world.fuse.left = after
        try:
            self.world.sweep()
        except Crash:
            self.world.restart()
        self.world.fuse.left = None

    @rule(
        moods=st.lists(st.sampled_from(Mood), max_size=3),
        after=st.none() | st.integers(0, 20),
    )
    def pumps(self, moods: list[Mood], after: int | None) -> None:
        self.world.peer.moods.extend(moods)
        self.world.fuse.left = after
        try:
            self.world.pump()
        except Crash:
            self.world.restart()
        self.world.fuse.left = None
        self.world.peer.moods.clear()

    @rule()
    def restarts(self) -> None:
        self.world.restart()

    @rule()
    def comes_to_rest(self) -> None:
        """With a patient platform and a clock that goes on, nothing is left over."""
        self.world.wait(self.world.latest - self.world.clock.at)
        for _ in range(8):
            self.world.wait(timedelta(minutes=11))
            self.world.sweep()
            self.world.pump()
        self.checker.check_settled()

    @invariant()
    def holds(self) -> None:
        self.checker.check()

    def talk(self, said: list[Speech]) -> None:
        for who, words, number, private in said:
            for each in words.split("|"):
                self.say(who, each.format(number), private=private)

    def say(self, who: str, words: str, *, private: bool = False) -> None:
        self.receive(event(who, words, private=private))

    def receive(self, said: dict[str, Any]) -> None:
        self.world.wait(timedelta(seconds=1))
        self.events.append((said, self.world.receive(said)))
        self.checker.check()

    def crash(self, said: dict[str, Any], after: int) -> None:
        """Let the process die after so many statements; the platform brings the event again."""
        before = self.checker.check()
        self.world.fuse.left = after
        try:
            answered = self.world.receive(said)
            self.world.fuse.left = None
        except Crash:
            self.world.end()
            self.world.begin()
            is_done = (said["event"],) in self.world.look("SELECT event_id FROM inbox")
            assert is_done or same(before, self.checker.check()), "X1: half of it was done"
            answered = self.world.receive(said)
            assert answered.is_repeat == is_done, "X1: forgotten, or done again"
        self.events.append((said, answered))

    def place(self, chat: str) -> dict[str, Any]:
        return {"private": chat in (*PEOPLE, ORGANISER)}

    def teardown(self) -> None:
        self.world.close()
        self.stack.close()


def run(opened: Callable[[ExitStack], Engine], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        partial(Life, opened),  # type: ignore[arg-type]  # it calls whatever makes one
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize="LIFE_EXAMPLES" not in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three people be more than are told in one transaction."""
    monkeypatch.setattr(posting, "AT_ONCE", 2)


def test_whatever_happens_on_sqlite(migrated_file: Path, tmp_path: Path) -> None:
    def opened(_: ExitStack) -> Engine:
        return sqlite_engine(Path(shutil.copyfile(migrated_file, tmp_path / "life.db")))

    run(opened, EXAMPLES, STEPS)


def test_whatever_happens_on_postgresql(postgres: PostgresDatabases) -> None:
    def opened(stack: ExitStack) -> Engine:
        return postgres_engine(stack.enter_context(postgres.copied()))

    run(opened, max(EXAMPLES // 12, 1), STEPS)
