"""A bare HTTP client on kept-open connections, so that the load costs little beside what it measures."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast
from urllib.parse import urlsplit

import orjson

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
    "Content-Length: {length}\r\n{more}\r\n"
)


class RefusedError(Exception):
    """The server answered something other than 200."""


class Line(asyncio.Protocol):
    """One connection; one request at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or self._answer is None or len(body) < _length(head):
            return
        self._buffer.clear()
        if head.startswith(b"HTTP/1.1 200"):
            self._answer.set_result(bytes(body))
        else:
            self._answer.set_exception(RefusedError(bytes(body).decode()))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the server hung up"))

    async def post(self, path: str, body: bytes, more: str = "") -> bytes:
        """Send one request, with `more` header lines, and return the body of its answer.

        Raises RefusedError.
        """
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(HEAD.format(path=path, length=len(body), more=more).encode() + body)
        return await self._answer

    async def says(self, person: str, text: str, chat: str, **more: Any) -> dict[str, Any]:
        """Say something in a group, or in private when the chat is the person's own."""
        kind = "private" if chat == person else "group"
        body = {"person": person, "name": person, "text": text, "chat": chat, "kind": kind}
        answer = await self.post("/sandbox/messages", orjson.dumps({**body, **more}))
        answered: dict[str, Any] = orjson.loads(answer)
        return answered

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


@asynccontextmanager
async def lines(address: str, count: int) -> AsyncIterator[list[Line]]:
    """Open connections to a server."""
    loop = asyncio.get_running_loop()
    where = urlsplit(address)
    opened = [
        (await loop.create_connection(Line, where.hostname or "", where.port or 0))[1]
        for _ in range(count)
    ]
    try:
        yield opened
    finally:
        for line in opened:
            line.close()


def _length(head: bytearray) -> int:
    for field in head.split(b"\r\n")[1:]:
        name, _, value = field.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without a length")
