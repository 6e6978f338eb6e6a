"""The floor: the least a server does that keeps the same promise and the same rows.

Bare aiohttp, raw sqlite3 in one writer thread with group commit (WAL, synchronous=FULL). It knows
one thing to say, no language, no texts, no budgets:

    python -m bench.floor FILE [--telegram API_BASE] [--uvloop]    # a database as bench.scene plants it

Without --telegram it takes the sandbox's bodies and answers with them; with it, it takes Telegram's
updates, acknowledges what is committed, and sends the answers to the Bot API.
"""

import argparse
import asyncio
import queue
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import uvloop
from aiohttp import web

from bench.floor_statements import SandboxSignUp, TelegramSignUp, mark_sent
from bench.server import READY
from storage.sqlite import BATCH, PRAGMAS

Work = Callable[[sqlite3.Cursor, datetime], Any]


@dataclass(slots=True)
class Waiting:
    """What is to be written, and who waits for what comes of it."""

    work: Work
    done: asyncio.Future[Any]
    answer: Any = None


class Writer:
    """One thread, one connection: takes all that waits, commits once, then answers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def write(self, work: Work) -> asyncio.Future[Any]:
        waiting = Waiting(work, self._loop.create_future())
        self._queue.put(waiting)
        return waiting.done

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
                each.answer = each.work(cursor, now)
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
        each.done.set_result(each.answer)


class SandboxFloor:
    """Answers within the request."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def say(self, request: web.Request) -> web.Response:
        said = orjson.loads(await request.read())
        answer = await self._writer.write(lambda *at: SandboxSignUp(*at, said).enter())
        return web.Response(body=orjson.dumps(answer), content_type="application/json")


class TelegramFloor:
    """Acknowledges what is committed; then sends."""

    def __init__(self, writer: Writer, session: aiohttp.ClientSession, base: str) -> None:
        self._writer = writer
        self._session = session
        self._url = f"{base}/bot1:floor/sendMessage"
        self._sending: set[asyncio.Task[None]] = set()

    async def take(self, request: web.Request) -> web.Response:
        update = orjson.loads(await request.read())
        outgoing = await self._writer.write(lambda *at: TelegramSignUp(*at, update).enter())
        if outgoing is not None:
            task = asyncio.create_task(self._send(*outgoing))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return web.Response()

    async def _send(self, outbox_id: int, chat: int, words: str) -> None:
        body = orjson.dumps({"chat_id": chat, "text": words})
        headers = {"Content-Type": "application/json"}
        async with self._session.post(self._url, data=body, headers=headers) as response:
            answer = orjson.loads(await response.read())
        self._writer.write(partial(mark_sent, outbox_id, answer["result"]["message_id"]))


async def _serve(path: Path, base: str | None) -> None:
    async with AsyncExitStack() as stack:
        writer = Writer(path)
        stack.callback(writer.close)
        app = web.Application()
        if base is None:
            app.add_routes([web.post("/sandbox/messages", SandboxFloor(writer).say)])
        else:
            connector = aiohttp.TCPConnector(limit=0)
            session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector))
            floor = TelegramFloor(writer, session, base)
            app.add_routes([web.post("/callbacks/telegram/default", floor.take)])
        runner = web.AppRunner(app, access_log=None)
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(f"floor{READY}http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
        await _until_ended()


async def _until_ended() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--telegram", metavar="API_BASE")
    parser.add_argument("--uvloop", action="store_true")
    given = parser.parse_args()
    (uvloop if given.uvloop else asyncio).run(_serve(given.file, given.telegram))


if __name__ == "__main__":
    main()
