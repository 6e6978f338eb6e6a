"""Sign-ups under load, beside the floor in the same run. See README.md.

python -m bench.load [--rounds 3] [--databases sqlite,postgres] [--memory]
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import uvloop

from bench.crowd import Crowd
from bench.databases import databases
from bench.rounds import FLOOR, PER_SECOND, RESIDENTS, WARM_UP, check, long_run, storms, take_turns
from bench.scene import Group, Neighbour, neighbours, plant
from bench.server import serving, stay_off_the_servers_core

# How many messages are measured on so many connections; each is another person's sign-up.
STORMS = {1: 600, 16: 3_000, 64: 5_000}


@dataclass(frozen=True, slots=True)
class Plan:
    """How large one round is."""

    groups: int
    steady: int
    is_long: bool
    program: Sequence[str]

    @property
    def people(self) -> list[Neighbour]:
        once = WARM_UP + 1 + sum(STORMS.values()) + self.steady * PER_SECOND
        return neighbours(self.groups, RESIDENTS if self.is_long else once)

    def command(self, kind: str, url: str) -> list[str]:
        if kind == FLOOR:
            return ["-m", "bench.floor", url.removeprefix("sqlite:///")]
        now = "2026-11-22T10:00:00+08:00"
        wanted = ["sandbox", "--port", "0", "--seed", "empty", "--database", url, "--now", now]
        return [*self.program, *wanted]


async def measure(kind: str, plan: Plan) -> dict[str, float]:
    """Return the figures of one round on a new database."""
    people = plan.people
    with databases("sqlite" if kind == FLOOR else kind) as maker:
        url = maker.new()
        await plant(url, [Group(f"g{each}") for each in range(plan.groups)], people)
        async with serving(plan.command(kind, url)) as server:
            crowd = Crowd(people)
            check(await crowd.storm(server.address, 1, 1))
            figures = {
                "ready ms": server.ready_after * 1000,
                "first answer ms": (time.monotonic() - server.begun) * 1000,
            }
            if plan.is_long:
                return await long_run(server, crowd)
            return figures | await storms(server, crowd, STORMS, plan.steady)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--databases", default="sqlite,postgres", help="sqlite, postgres or both")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--groups", type=int, default=50)
    parser.add_argument("--steady", type=int, default=10, metavar="SECONDS")
    parser.add_argument("--memory", action="store_true", help="only: memory after 50,000 messages")
    parser.add_argument("--no-floor", action="store_true")
    parser.add_argument("--program", default="-m bot")
    given = parser.parse_args()
    stay_off_the_servers_core()
    kinds = given.databases.split(",") + ([] if given.no_floor or given.memory else [FLOOR])
    plan = Plan(given.groups, given.steady, given.memory, given.program.split())
    uvloop.run(take_turns(kinds, partial(measure, plan=plan), given.rounds))


if __name__ == "__main__":
    main()
