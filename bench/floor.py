"""The floor: the least a server does that keeps the same promise and the same rows.

Bare aiohttp, raw sqlite3 in one writer thread with group commit (WAL, synchronous=FULL), the
sandbox's bodies in and out. It knows one thing to say, no language, no texts, no delivery:

    python -m bench.floor FILE [--uvloop]     # a database as bench.scene plants it
"""

import asyncio
import queue
import signal
import sqlite3
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import uvloop
from aiohttp import web

from bench.floor_statements import SignUp
from bench.server import READY
from storage.sqlite import BATCH, PRAGMAS


@dataclass(slots=True)
class Waiting:
    """Somebody's words, and who waits for what they are answered with."""

    said: Mapping[str, Any]
    done: asyncio.Future[dict[str, Any]]
    answer: dict[str, Any] | None = None


class Writer:
    """One thread, one connection: takes all that waits, commits once, then answers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    async def sign_up(self, said: Mapping[str, Any]) -> dict[str, Any]:
        waiting = Waiting(said, self._loop.create_future())
        self._queue.put(waiting)
        return await waiting.done

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        raw = sqlite3.connect(self._path, isolation_level=None)
        for pragma in PRAGMAS:
            raw.execute(pragma)
        cursor = raw.cursor()
        while batch := self._next():
            now = datetime.now(UTC)
            cursor.execute("BEGIN IMMEDIATE")
            for each in batch:
                each.answer = SignUp(cursor, each.said, now).enter()
            cursor.execute("COMMIT")
            self._loop.call_soon_threadsafe(_answer, batch)
        raw.close()

    def _next(self) -> list[Waiting]:
        first = self._queue.get()
        batch = [first] if first else []
        while batch and len(batch) < BATCH and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            batch.append(following)
        return batch


def _answer(batch: list[Waiting]) -> None:
    for each in batch:
        if each.answer is not None:
            each.done.set_result(each.answer)


async def _serve(path: Path) -> None:
    writer = Writer(path)

    async def say(request: web.Request) -> web.Response:
        answer = await writer.sign_up(orjson.loads(await request.read()))
        return web.Response(body=orjson.dumps(answer), content_type="application/json")

    app = web.Application()
    app.add_routes([web.post("/sandbox/messages", say)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"{READY}http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await _until_ended()
    await runner.cleanup()
    writer.close()


async def _until_ended() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()


if __name__ == "__main__":
    (uvloop if "--uvloop" in sys.argv else asyncio).run(_serve(Path(sys.argv[1])))
