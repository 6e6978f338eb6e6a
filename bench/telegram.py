"""Sign-ups that Telegram brings, until their answers reach its Bot API; beside the floor and peers.

python -m bench.telegram [--rounds 3] [--kinds sqlite,postgres,floor,aiogram,ptb] [--memory]
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import orjson
import uvloop

from bench.botapi import SECRET, TOKEN, BotApi, bot_api
from bench.client import Line
from bench.crowd import WORDS, Crowd
from bench.databases import databases
from bench.peers.environment import PEERS, command, free_port, python_of
from bench.rounds import FLOOR, PER_SECOND, RESIDENTS, WARM_UP, check, long_run, storms, take_turns
from bench.scene import TELEGRAM, Group, Neighbour, Scene, plant
from bench.server import Server, serving, stay_off_the_servers_core

PATH = "/callbacks/telegram/default"
HEADER = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
GROUPS = 50
# How many updates are measured on so many connections; peers take their time.
STORMS = {1: 600, 16: 3_000, 64: 5_000}
PEERS_STORMS = {1: 100, 16: 300, 64: 600}
FIRST_PERSON = 1_000_001
_SETTINGS = """database = "{url}"
[http]
port = 0
[telegram]
token = "{token}"
mode = "webhook"
secret = "{secret}"
api_base = "{base}"
"""


class Callers(Crowd):
    """People who write to the bot in private; each has their answer when it is at the Bot API."""

    def __init__(self, people: list[Neighbour], api: BotApi) -> None:
        super().__init__(people)
        self._api = api
        self._callers = self._call(people)

    async def _say(self, line: Line) -> bytes:
        person, body = next(self._callers)
        answer = self._api.expect(person)
        await line.post(PATH, body, HEADER)
        return await answer

    def _call(self, people: list[Neighbour]) -> Iterator[tuple[int, bytes]]:
        for number in count(1):
            name = people[number % len(people)].person
            person = int(name)
            sender = {"id": person, "is_bot": False, "first_name": name, "language_code": "zh-hans"}
            chat = {"id": person, "type": "private", "first_name": name}
            message = {
                "message_id": number,
                "date": int(time.time()),
                "chat": chat,
                "from": sender,
                "text": WORDS,
            }
            yield person, orjson.dumps({"update_id": number, "message": message})


@dataclass(frozen=True, slots=True)
class Plan:
    """How large one round is."""

    steady: int
    is_long: bool

    def people(self, kind: str) -> list[Neighbour]:
        plan = PEERS_STORMS if kind in PEERS else STORMS
        once = WARM_UP + 1 + sum(plan.values()) + self.steady * PER_SECOND
        return [
            Neighbour(str(FIRST_PERSON + each), str(-1 - each % GROUPS))
            for each in range(RESIDENTS if self.is_long else once)
        ]


async def measure(kind: str, plan: Plan) -> dict[str, float]:
    """Return the figures of one round on a new database."""
    people = plan.people(kind)
    async with bot_api() as api, _started(kind, people, api) as server:
        crowd = Callers(people, api)
        check(await crowd.storm(server.address, 1, 1))
        figures = {"first answer ms": (time.monotonic() - server.begun) * 1000}
        await asyncio.sleep(1)  # the cards that were still to be sent
        if plan.is_long:
            return await long_run(server, crowd)
        return figures | await storms(
            server, crowd, PEERS_STORMS if kind in PEERS else STORMS, plan.steady
        )


@asynccontextmanager
async def _started(kind: str, people: list[Neighbour], api: BotApi) -> AsyncIterator[Server]:
    with tempfile.TemporaryDirectory(prefix="youhu-bench-") as folder:
        if kind in PEERS:
            port = free_port()
            wanted = command(kind, Path(folder) / "peer.db", api.address, port)
            async with serving(wanted, python=python_of(kind)) as server:
                yield server
            return
        with databases("sqlite" if kind == FLOOR else kind) as maker:
            url = maker.new()
            scene = Scene(TELEGRAM, datetime.now(UTC))
            await plant(url, [Group(str(-1 - each)) for each in range(GROUPS)], people, scene)
            async with serving(_command(kind, url, api, Path(folder))) as server:
                yield server


def _command(kind: str, url: str, api: BotApi, folder: Path) -> list[str]:
    if kind == FLOOR:
        return ["-m", "bench.floor", url.removeprefix("sqlite:///"), "--telegram", api.address]
    settings = folder / "youhu.toml"
    settings.write_text(
        _SETTINGS.format(url=url, token=TOKEN, secret=SECRET, base=api.address), "utf-8"
    )
    return ["-m", "bot", "run", "--config", str(settings)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kinds", default="sqlite,postgres,floor,aiogram,ptb")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steady", type=int, default=10, metavar="SECONDS")
    parser.add_argument("--memory", action="store_true", help="only: memory after 50,000 updates")
    given = parser.parse_args()
    stay_off_the_servers_core()
    plan = Plan(given.steady, given.memory)
    uvloop.run(take_turns(given.kinds.split(","), partial(measure, plan=plan), given.rounds))


if __name__ == "__main__":
    main()
