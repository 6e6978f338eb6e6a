"""The connection an AI bot keeps: subscribed, kept alive, made anew; but never taken back from
another program. A bot has one at a time, as its database has one process.
"""

import asyncio
import json
import logging
import secrets
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError

log = logging.getLogger(__name__)

OFFICIAL = "wss://openws.work.weixin.qq.com"
LARGEST = 1024 * 1024
_CALLBACKS = frozenset({"aibot_msg_callback", "aibot_event_callback"})

Frame = Mapping[str, Any]
Take = Callable[[Frame], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between pings, until an answer is given up, between tries to connect."""

    ping: float = 30
    answer: float = 10
    first_pause: float = 1
    longest_pause: float = 60


class Connection:
    """`take` is called with every callback, in the order in which they come."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, subscribe: Frame, pace: Pace
    ) -> None:
        self.is_taken_over = False
        self._session = session
        self._url = url
        self._subscribe = subscribe
        self._pace = pace
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._ready = asyncio.Event()
        self._awaited: defaultdict[str, deque[asyncio.Future[Frame]]] = defaultdict(deque)

    @property
    def is_ready(self) -> bool:
        return self._ready.is_set()

    async def run(self, take: Take) -> None:
        """Stay connected until cancelled, or until another program took the connection."""
        wait = self._pace.first_pause
        while not self.is_taken_over:
            try:
                await self._live(take)
            except* (aiohttp.ClientError, OSError, ApiError, UnreachableError, LostError) as group:
                log.warning("no connection", extra={"reason": repr(group.exceptions[0])})
            wait = self._pace.first_pause if self.is_ready else wait * 2
            self._ready.clear()
            if not self.is_taken_over:
                await asyncio.sleep(min(wait, self._pace.longest_pause))

    async def call(self, command: str, body: Frame | None, request: str | None = None) -> None:
        """Send a frame and wait for its receipt; a connection that is being made is waited for.

        Raises ApiError, UnreachableError, LostError.
        """
        if self.is_taken_over:
            raise UnreachableError("another program has the connection")
        try:
            await asyncio.wait_for(self._ready.wait(), self._pace.answer)
        except TimeoutError:
            raise UnreachableError("not connected") from None
        await self._ask(command, body, request)

    async def _live(self, take: Take) -> None:
        """Connect once; return when that is over."""
        async with self._session.ws_connect(
            self._url, max_msg_size=LARGEST, timeout=aiohttp.ClientWSTimeout(ws_close=1)
        ) as socket:
            self._socket = socket
            try:
                async with asyncio.TaskGroup() as tasks:
                    beginning = tasks.create_task(self._begin())
                    await self._read(socket, take, tasks)
                    beginning.cancel()
            finally:
                self._socket = None
                self._give_up_waiting()

    async def _begin(self) -> None:
        """Subscribe, then show now and then that somebody is there."""
        await self._ask("aibot_subscribe", self._subscribe)
        self._ready.set()
        missed = 0
        while missed < 2:  # noqa: PLR2004 WeCom's own rule
            await asyncio.sleep(self._pace.ping)
            try:
                await self._ask("ping", None)
            except (ApiError, LostError):
                missed += 1
            else:
                missed = 0
        if self._socket is not None:
            await self._socket.close()

    async def _read(
        self, socket: aiohttp.ClientWebSocketResponse, take: Take, tasks: asyncio.TaskGroup
    ) -> None:
        async for message in socket:
            frame = _frame(message)
            if frame is None:
                log.warning("a frame that can't be read")
            elif frame.get("cmd") in _CALLBACKS:
                if _says_taken_over(frame):
                    self._note_taken_over()
                    return
                tasks.create_task(_taken(take, frame))
            elif waiting := self._awaited.get(_request(frame)):
                _hand(waiting.popleft(), frame)

    async def _ask(self, command: str, body: Frame | None, request: str | None = None) -> None:
        name = request or f"{command}_{secrets.token_hex(8)}"
        frame: dict[str, Any] = {"cmd": command, "headers": {"req_id": name}}
        if body is not None:
            frame["body"] = body
        socket = self._socket
        if socket is None:
            raise UnreachableError("not connected")
        receipt = asyncio.get_running_loop().create_future()
        self._awaited[name].append(receipt)
        try:
            await socket.send_str(json.dumps(frame, ensure_ascii=False))
            answer = await asyncio.wait_for(receipt, self._pace.answer)
        except (TimeoutError, aiohttp.ClientError, OSError):
            raise LostError(f"no receipt of {command}") from None
        finally:
            self._forget(name, receipt)
        if code := int(answer.get("errcode") or 0):
            raise ApiError(code, str(answer.get("errmsg", "")))

    def _forget(self, name: str, receipt: "asyncio.Future[Frame]") -> None:
        waiting = self._awaited.get(name)
        if waiting is not None and receipt in waiting:
            waiting.remove(receipt)
        if not waiting:
            self._awaited.pop(name, None)

    def _give_up_waiting(self) -> None:
        """Nobody knows what came of what was sent last."""
        for waiting in self._awaited.values():
            for receipt in waiting:
                if not receipt.done():
                    receipt.set_exception(TimeoutError())

    def _note_taken_over(self) -> None:
        self.is_taken_over = True
        log.error(
            "another program took this bot's connection over: stop it, then start this one anew"
        )


def _hand(receipt: "asyncio.Future[Frame]", frame: Frame) -> None:
    if not receipt.done():
        receipt.set_result(frame)


async def _taken(take: Take, frame: Frame) -> None:
    await take(frame)


def _frame(message: aiohttp.WSMessage) -> Frame | None:
    if message.type is not aiohttp.WSMsgType.TEXT:
        return None
    try:
        frame = json.loads(message.data)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, Mapping) else None


def _request(frame: Frame) -> str:
    headers = frame.get("headers")
    return str(headers.get("req_id")) if isinstance(headers, Mapping) else ""


def _says_taken_over(frame: Frame) -> bool:
    body = frame.get("body")
    event = body.get("event") if isinstance(body, Mapping) else None
    return isinstance(event, Mapping) and event.get("eventtype") == "disconnected_event"
