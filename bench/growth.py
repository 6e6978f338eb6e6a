"""Does a command slow down as the community grows? The same words in a small town and in a large one.

    python -m bench.growth [--databases sqlite,postgres] [--times 40]

The small town has a roster of 1, two activities and a handful of members; the large one a roster of
500, 1,000 activities and 100,000 members. Both servers run at once and are asked in turns, so what
the machine does meanwhile strikes both. A ratio above 2 is too much.
"""

import argparse
import time
from dataclasses import dataclass
from statistics import median

import uvloop

from bench.client import Line, lines
from bench.databases import Maker, databases
from bench.figures import table
from bench.scene import Group, Neighbour, plant
from bench.server import serving, stay_off_the_servers_core

NOW = "2026-11-22T10:00:00+08:00"
# In this group one activity is open, in that one many are; the newcomers sign up and withdraw.
ONE, MANY = "one", "many"
NEWCOMERS = 200
TOO_MUCH = 2.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to say in a group; `as_newcomer`: by somebody else each time."""

    text: str
    group: str
    as_newcomer: bool = False
    first: str | None = None


COMMANDS = (
    Asked("我参加", ONE, as_newcomer=True),
    Asked("取消报名", ONE, as_newcomer=True, first="我参加"),
    Asked("报名 2", MANY, as_newcomer=True),
    Asked("取消报名 2", MANY, as_newcomer=True, first="报名 2"),
    Asked("我参加", MANY, as_newcomer=True),
    Asked("替王奶奶报名 2", MANY, as_newcomer=True),
    Asked("名单", ONE),
    Asked("名单 2", MANY),
    Asked("还差谁", ONE),
    Asked("活动", ONE),
    Asked("活动", MANY),
    Asked("活动 2", MANY),
    Asked("我的活动", ONE),
    Asked("我的排队", ONE),
    Asked("帮助", ONE),
    Asked("帮助 我参加", ONE),
    Asked("撤销", ONE),
    Asked("我是 张三", ONE),
    Asked("大家明天记得带伞", ONE),
    Asked("这个活动我可能去不了", MANY),
)


@dataclass(frozen=True, slots=True)
class Town:
    """How much there is."""

    members: int
    roster: int
    activities: int

    def people(self) -> list[Neighbour]:
        newcomers = [Neighbour(f"new{n}", g) for g in (ONE, MANY) for n in range(NEWCOMERS)]
        members = [Neighbour(f"p{n}", (ONE, MANY)[n % 2]) for n in range(self.members)]
        return [*members, *newcomers]

    async def plant(self, maker: Maker) -> str:
        """Build it in a new database; return its URL."""
        url = maker.new()
        groups = [Group(ONE, roster=self.roster), Group(MANY, activities=self.activities)]
        await plant(url, groups, self.people())
        return url


SMALL = Town(members=4, roster=1, activities=2)
LARGE = Town(members=100_000, roster=500, activities=1_000)


async def compare(kind: str, times: int) -> list[list[object]]:
    """Return for each command its median in both towns, in milliseconds, and the ratio."""
    with databases(kind) as maker:
        urls = [await SMALL.plant(maker), await LARGE.plant(maker)]
        async with (
            serving(_command(urls[0])) as small,
            serving(_command(urls[1])) as large,
            lines(small.address, 1) as (to_small,),
            lines(large.address, 1) as (to_large,),
        ):
            return [await _ask(each, to_small, to_large, times) for each in COMMANDS]


async def _ask(asked: Asked, small: Line, large: Line, times: int) -> list[object]:
    waits: tuple[list[float], list[float]] = ([], [])
    answer = {}
    for number in range(times + 1):
        person = f"new{number if asked.as_newcomer else 0}"
        for line, taken in zip((small, large), waits, strict=True):
            if asked.first is not None:
                await line.says(person, asked.first, asked.group)
            begun = time.perf_counter()
            answer = await line.says(person, asked.text, asked.group)
            taken.append(time.perf_counter() - begun)
    # The first time everything is read for the first time.
    first, second = (median(taken[1:]) * 1000 for taken in waits)
    shown = " / ".join(reply["text"].splitlines()[0] for reply in answer["replies"])
    ratio = second / first
    mark = " !" if ratio > TOO_MUCH else ""
    return [f"{asked.text} ({asked.group})", first, second, f"{ratio:.2f}{mark}", shown[:40]]


def _command(url: str) -> list[str]:
    wanted = ["sandbox", "--port", "0", "--seed", "empty", "--database", url, "--now", NOW]
    return ["-m", "bot", *wanted]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--databases", default="sqlite,postgres", help="sqlite, postgres or both")
    parser.add_argument("--times", type=int, default=40)
    given = parser.parse_args()
    stay_off_the_servers_core()
    for kind in given.databases.split(","):
        print(f"\n{kind}, milliseconds\n")
        rows = uvloop.run(compare(kind, given.times))
        print(table(["said (in the group)", "small", "large", "ratio", "answer"], rows))


if __name__ == "__main__":
    main()
