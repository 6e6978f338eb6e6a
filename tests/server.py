"""The bot as a process of its own, for what can only be tried from outside: kill -9, command lines."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from tests.chat import CODE, Chat

READY = "sandbox ready on "


@dataclass(frozen=True, slots=True)
class Server:
    """A running `python -m bot sandbox`, and a conversation with it."""

    process: asyncio.subprocess.Process
    chat: Chat

    async def kill(self) -> None:
        """End it the hard way, at whatever it is doing."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def running(database_url: str, *options: str) -> AsyncIterator[Server]:
    """Start the sandbox on a free port; end it, by its process id, in any case."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0", "--seed", "empty"),
        *("--database", database_url, *options),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "YOUHU_OWNER_CODE": CODE},
    )
    try:
        address = await _address(process)
        connector = aiohttp.TCPConnector(limit=64)
        async with aiohttp.ClientSession(connector=connector) as session:
            yield Server(process, Chat(address, session))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        if line.decode().startswith(READY):
            return line.decode().removeprefix(READY).strip()
    raise AssertionError("the sandbox ended before it was ready")
