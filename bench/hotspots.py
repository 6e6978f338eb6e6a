"""Where a server's CPU time goes: the bot under cProfile, every thread by its own CPU clock.

python -m bench.hotspots [--sort tottime] [--messages 4000]
python -m bench.hotspots --serve FILE sandbox …    # a profiled server, as the first one starts it
"""

import argparse
import asyncio
import cProfile
import pstats
import runpy
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvloop

from bench.crowd import Crowd
from bench.databases import databases
from bench.scene import Group, neighbours, plant
from bench.server import serving, stay_off_the_servers_core

GROUPS = 50
CONNECTIONS = 64


def serve(into: Path, arguments: list[str]) -> None:
    """Run `python -m bot ARGUMENTS`; write what every thread did into files beside `into`."""
    profiles = [cProfile.Profile(time.thread_time)]

    def begin(*_: Any) -> None:
        sys.setprofile(None)
        profiles.append(cProfile.Profile(time.thread_time))
        profiles[-1].enable()

    threading.setprofile(begin)
    sys.argv = ["bot", *arguments]
    try:
        profiles[0].runcall(runpy.run_module, "bot", run_name="__main__")
    finally:
        for number, profile in enumerate(profiles):
            profile.create_stats()
            if profile.stats:
                profile.dump_stats(into.with_suffix(f".{number}"))


async def _profile(folder: Path, messages: int, kind: str = "sqlite") -> None:
    people = neighbours(GROUPS, messages)
    with databases(kind) as maker:
        url = maker.new()
        await plant(url, [Group(f"g{each}") for each in range(GROUPS)], people)
        wanted = ["sandbox", "--port", "0", "--seed", "empty", "--database", url]
        program = ["-m", "bench.hotspots", "--serve", str(folder / "profile")]
        async with serving([*program, *wanted, "--now", "2026-11-22T10:00:00+08:00"]) as server:
            heard = await Crowd(people).storm(server.address, CONNECTIONS, messages)
            if heard.others:
                print(f"{heard.others} answers were no sign-up: {heard.sample.decode()}")
            # Let what follows the last answers be done, too.
            await asyncio.sleep(2)


def main() -> None:
    if sys.argv[1:2] == ["--serve"]:
        serve(Path(sys.argv[2]), sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=4_000)
    parser.add_argument("--database", default="sqlite", help="sqlite or postgres")
    parser.add_argument("--sort", default="tottime", help="tottime or cumtime")
    parser.add_argument("--lines", type=int, default=40)
    given = parser.parse_args()
    stay_off_the_servers_core()
    with tempfile.TemporaryDirectory(prefix="youhu-bench-") as folder:
        uvloop.run(_profile(Path(folder), given.messages, given.database))
        files = sorted(map(str, Path(folder).iterdir()))
        stats = pstats.Stats(*files)
    stats.strip_dirs().sort_stats(given.sort).print_stats(given.lines)
    print(f"microseconds per message: {stats.total_tt / given.messages * 1e6:,.0f}")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
