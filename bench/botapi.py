"""A stand-in for Telegram's Bot API: takes every method, and tells who waits for a message."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import cast

import orjson

TOKEN = "1:bench"  # noqa: S105 nobody's
SECRET = "bench"  # noqa: S105 nobody's
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
# In a form, in the parts of a form, or in JSON.
_CHAT = re.compile(rb"chat_id(?:=|\"\r\n(?:[^\r]+\r\n)*\r\n|\":\s*\"?)(-?\d+)")
_ME = {
    "id": 1,
    "is_bot": True,
    "first_name": "有呼",
    "username": "youhu_bot",
    "can_read_all_group_messages": True,
}
_DATE = 1_790_000_000


class BotApi:
    """What was asked of it, by method; who waits for the answer in which private chat."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.address = ""
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._ids = count(1)

    def expect(self, chat: int) -> "asyncio.Future[bytes]":
        """Return what the next message to a chat will be, raw, once the whole of it is there."""
        waiting = self._waiting[chat] = asyncio.get_running_loop().create_future()
        return waiting

    def answer(self, method: str, body: bytes) -> bytes:
        """Return the raw result of a method."""
        self.asked[method] += 1
        match method:
            case "getMe":
                return orjson.dumps(_ME)
            case "sendMessage" | "editMessageText":
                return self._sent(method, body)
        return b"true"

    def _sent(self, method: str, body: bytes) -> bytes:
        found = _CHAT.search(body)
        chat = int(found.group(1)) if found else 0
        if method == "sendMessage":
            waiting = self._waiting.pop(chat, None)
            if waiting is not None:
                waiting.set_result(body)
        kind = b"private" if chat > 0 else b"supergroup"
        return b'{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"%s"},"text":"-"}' % (
            next(self._ids),
            _DATE,
            chat,
            kind,
        )


class _Connection(asyncio.Protocol):
    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        told = _LENGTH.search(head)
        length = int(told.group(1)) if told else 0
        if not found or len(body) < length:
            return
        self._buffer = body[length:]
        method = head.split(b" ", 2)[1].rpartition(b"/")[2].partition(b"?")[0].decode()
        answer = b'{"ok":true,"result":%s}' % self._api.answer(method, body[:length])
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (len(answer), answer)
        )


@asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """Serve a Bot API on a port of loopback."""
    api = BotApi()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(api), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    api.address = f"http://{host}:{port}"
    try:
        yield api
    finally:
        server.close()
