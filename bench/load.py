"""Sign-ups under load, beside the floor in the same run. See README.md.

python -m bench.load [--rounds 3] [--databases sqlite,postgres] [--memory]
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass

import uvloop

from bench.crowd import Crowd, Heard
from bench.databases import Maker, databases
from bench.figures import medians, table
from bench.scene import Group, Neighbour, neighbours, plant
from bench.server import Server, serving, stay_off_the_servers_core

# How many messages are measured on so many connections; each is another person's sign-up.
STORMS = {1: 600, 16: 3_000, 64: 5_000}
WARM_UP = 300
PER_SECOND = 100
# Who speaks in the long run, again and again.
RESIDENTS = 5_000
FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large one round is."""

    groups: int
    steady: int
    long_run: int
    program: Sequence[str]

    @property
    def people(self) -> list[Neighbour]:
        once = WARM_UP + 1 + sum(STORMS.values()) + self.steady * PER_SECOND
        return neighbours(self.groups, RESIDENTS if self.long_run else once)


async def measure(kind: str, maker: Maker, plan: Plan) -> dict[str, float]:
    """Return the figures of one round on a new database."""
    people = plan.people
    url = maker.new()
    await plant(url, [Group(f"g{each}") for each in range(plan.groups)], people)
    async with serving(_command(kind, url, plan)) as server:
        crowd = Crowd(people)
        figures = {"ready ms": server.ready_after * 1000}
        _check(await crowd.storm(server.address, 1, 1))
        figures["first answer ms"] = (time.monotonic() - server.begun) * 1000
        await crowd.storm(server.address, 16, WARM_UP)
        if plan.long_run:
            await crowd.storm(server.address, 64, plan.long_run)
            return {"messages": float(plan.long_run), "RSS MB": server.memory()}
        for connections, messages in STORMS.items():
            figures |= await _storm(server, crowd, connections, messages)
        calm = await crowd.stroll(server.address, PER_SECOND, plan.steady)
        figures |= _waits(_check(calm), "at 100/s")
        figures["peak MB"] = server.memory("VmHWM")
        return figures


async def _storm(server: Server, crowd: Crowd, connections: int, messages: int) -> dict[str, float]:
    before = server.cpu()
    heard = _check(await crowd.storm(server.address, connections, messages))
    spent = (server.cpu() - before) * 1000 / messages
    figures = {f"/s at {connections}": heard.rate, f"CPU ms at {connections}": spent}
    return figures | _waits(heard, f"at {connections}")


def _waits(heard: Heard, at: str) -> dict[str, float]:
    return {f"p50 ms {at}": heard.milliseconds(0.5), f"p99 ms {at}": heard.milliseconds(0.99)}


def _check(heard: Heard) -> Heard:
    if heard.others:
        sample = heard.sample.decode()
        raise SystemExit(f"{heard.others} answers were no sign-up, the last: {sample}")
    return heard


def _command(kind: str, url: str, plan: Plan) -> list[str]:
    if kind == FLOOR:
        return ["-m", "bench.floor", url.removeprefix("sqlite:///")]
    now = "2026-11-22T10:00:00+08:00"
    wanted = ["sandbox", "--port", "0", "--seed", "empty", "--database", url, "--now", now]
    return [*plan.program, *wanted]


async def _rounds(kinds: Sequence[str], plan: Plan, rounds: int) -> None:
    """Let the kinds take turns, so that a busy moment of the machine strikes none alone."""
    found: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    for number in range(1, rounds + 1):
        for kind in kinds:
            with databases("sqlite" if kind == FLOOR else kind) as maker:
                figures = await measure(kind, maker, plan)
            found[kind].append(figures)
            telling = "RSS MB" if plan.long_run else "/s at 64"
            print(f"round {number} {kind}: {figures[telling]:,.0f} {telling}", flush=True)
    print(_report({kind: medians(figures) for kind, figures in found.items()}))


def _report(found: dict[str, dict[str, float]]) -> str:
    kinds = list(found)
    floor = found.get(FLOOR, {})
    heads = ["median", *kinds, *(f"{kind} / floor" for kind in kinds if floor and kind != FLOOR)]
    rows = []
    for name in next(iter(found.values())):
        row: list[object] = [name, *(found[kind][name] for kind in kinds)]
        if floor:
            row += [_ratio(found[kind][name], floor[name]) for kind in kinds if kind != FLOOR]
        rows.append(row)
    return table(heads, rows)


def _ratio(ours: float, floor: float) -> str:
    return f"{ours / floor:.2f}" if floor else ""


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
    long_run = 50_000 if given.memory else 0
    plan = Plan(given.groups, given.steady, long_run, given.program.split())
    uvloop.run(_rounds(kinds, plan, given.rounds))


if __name__ == "__main__":
    main()
