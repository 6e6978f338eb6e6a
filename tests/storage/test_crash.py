"""What was acknowledged outlives a kill -9."""

import asyncio
import os
import signal
import subprocess
import sys
from functools import partial
from itertools import count

from storage.database import open_database
from storage.store import Store
from tests.storage.scene import NOW, committed

ROUNDS = 3
ACKNOWLEDGED = 120
CLIENTS = 8


async def write_until_killed(url: str, start: int) -> None:
    """Enter events from several sides at once; tell each on stdout once it stands."""
    database = await open_database(url)

    async def client(number: int) -> None:
        for event in count(start + number, CLIENTS):
            entered = await database.write(partial(receive, event=event), number)
            os.write(1, f"{entered}\n".encode())

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))


def receive(store: Store, event: int) -> int:
    entered = store.inbox.add("sandbox", "demo", str(event), {"text": "我参加"}, NOW)
    store.settings.put("newest", str(event))
    assert entered is not None
    return entered


def test_what_was_acknowledged_outlives_a_kill(database_url: str) -> None:
    acknowledged: list[int] = []
    for round_number in range(ROUNDS):
        start = str(round_number * 1_000_000)
        command = [sys.executable, "-m", "tests.storage.test_crash", database_url, start]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged += [int(writer.stdout.readline()) for _ in range(ACKNOWLEDGED)]
            writer.send_signal(signal.SIGKILL)
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    kept = committed(database_url, "SELECT id FROM inbox")
    assert len(acknowledged) >= ROUNDS * ACKNOWLEDGED
    assert set(acknowledged) <= set(kept)


if __name__ == "__main__":
    asyncio.run(write_until_killed(sys.argv[1], int(sys.argv[2])))
