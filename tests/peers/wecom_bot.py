"""WeCom's side of an AI bot, on loopback: the connection and `response_url`, with its rules.

It takes what WeCom takes and refuses the rest with WeCom's codes; it shows what members would see.
"""

import asyncio
import itertools
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import WSMsgType, web

BOT, SECRET = "AIBOT", "the-secret-of-a-bot"
LONGEST = 20_480
TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}")
WINDOWS = ((timedelta(minutes=1), 30), (timedelta(hours=1), 1000))

Body = Mapping[str, Any]


class RefusedError(Exception):
    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(slots=True)
class Said:
    """A message as the members of a chat see it; `views` is what single ones see instead."""

    id: int
    chat: str
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    task: str = ""
    views: dict[str, str] = field(default_factory=dict)
    answers: str = ""


class AiBot:
    """`faults`: what happens to the next commands of a name: "drop", "close", or a code."""

    def __init__(self) -> None:
        self.clock: Callable[[], datetime] = lambda: datetime.fromtimestamp(time.time(), UTC)
        self.address = ""
        self.said: list[Said] = []
        self.commands: list[tuple[str, Body]] = []
        self.faults: dict[str, list[str | int]] = defaultdict(list)
        self.known: set[str] = set()
        self.urls: dict[str, tuple[str, datetime]] = {}
        self.subscriptions = 0
        self._changed = asyncio.Condition()
        self._socket: web.WebSocketResponse | None = None
        self._requests: dict[str, tuple[str, str]] = {}
        self._answered: set[str] = set()
        self._tasks: set[str] = set()
        self._numbers = itertools.count(1)
        self._sent: defaultdict[str, deque[datetime]] = defaultdict(deque)

    @asynccontextmanager
    async def served(self) -> AsyncIterator["AiBot"]:
        app = web.Application()
        app.add_routes(
            [web.get("/", self._connect), web.post("/cgi-bin/aibot/response", self._respond)]
        )
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await self.hang_up()
            await runner.cleanup()

    # What members do.

    def message(self, chat: str | None, user: str, **more: Any) -> dict[str, Any]:
        """Return the body of what somebody says in a group, or in private when `chat` is None."""
        code = f"C{next(self._numbers)}"
        self.known.add(chat or user)
        self.urls[code] = (chat or user, self.clock())
        body: dict[str, Any] = {
            "msgid": f"M{next(self._numbers)}",
            "aibotid": BOT,
            "chattype": "group" if chat else "single",
            "from": {"userid": user},
            "response_url": f"http://{self.address}/cgi-bin/aibot/response?response_code={code}",
            **more,
        }
        return {**body, "chatid": chat} if chat else body

    def press(self, said: Said, user: str, press: str) -> dict[str, Any]:
        event = {
            "eventtype": "template_card_event",
            "template_card_event": {
                "card_type": "button_interaction",
                "event_key": press,
                "task_id": said.task,
            },
        }
        group = said.chat if said.chat != user else None
        return self.message(group, user, msgtype="event", event=event)

    async def push(self, body: Body, request: str | None = None) -> str:
        """Bring a callback over the connection; return its request."""
        await self.until(lambda: self._socket is not None)
        name = request or f"R{next(self._numbers)}"
        event = body["event"].get("eventtype", "?") if body["msgtype"] == "event" else ""
        self._requests[name] = (event, body.get("chatid") or body["from"]["userid"])
        command = "aibot_event_callback" if event else "aibot_msg_callback"
        assert self._socket is not None
        await self._socket.send_json({"cmd": command, "headers": {"req_id": name}, "body": body})
        return name

    async def raw(self, words: str) -> None:
        """Bring a frame that is none."""
        assert self._socket is not None
        await self._socket.send_str(words)

    async def kick(self) -> None:
        """Let another program subscribe: this one is told, and cut off."""
        body = {"msgid": "kick", "msgtype": "event", "event": {"eventtype": "disconnected_event"}}
        assert self._socket is not None
        await self._socket.send_json(
            {"cmd": "aibot_event_callback", "headers": {"req_id": "k"}, "body": body}
        )
        await self.hang_up()

    async def hang_up(self) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()

    async def until(self, holds: Callable[[], bool], seconds: float = 10) -> None:
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    def count(self, command: str) -> int:
        return sum(name == command for name, _ in self.commands)

    def of(self, chat: str) -> list[Said]:
        return [each for each in self.said if each.chat == chat]

    # What the bot does.

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._command(socket, json.loads(message.data))
        if socket is self._socket:
            self._socket = None
        await self._note()
        return socket

    async def _command(self, socket: web.WebSocketResponse, frame: Body) -> None:
        command, request = frame["cmd"], frame["headers"]["req_id"]
        self.commands.append((command, frame.get("body") or {}))
        fault = self.faults[command].pop(0) if self.faults[command] else None
        answer: dict[str, Any] = {"headers": {"req_id": request}, "errcode": 0, "errmsg": "ok"}
        try:
            await self._take(socket, frame, fault)
        except RefusedError as refusal:
            answer |= {"errcode": refusal.code, "errmsg": str(refusal)}
        if fault == "close":
            await socket.close()
        elif fault != "drop":
            await socket.send_json(answer)
            if command == "aibot_subscribe" and answer["errcode"]:
                await socket.close()
        await self._note()

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _take(
        self, socket: web.WebSocketResponse, frame: Body, fault: str | int | None
    ) -> None:
        if isinstance(fault, int):
            raise RefusedError(fault, "as the test wants it")
        command, request, body = frame["cmd"], frame["headers"]["req_id"], frame.get("body") or {}
        match command:
            case "aibot_subscribe":
                if body != {"bot_id": BOT, "secret": SECRET}:
                    raise RefusedError(40001, "invalid secret")
                self.subscriptions += 1
                if self._socket is not None:
                    await self.kick()
                self._socket = socket
            case "ping":
                pass
            case _ if socket is not self._socket:
                raise RefusedError(40008, "not subscribed")
            case "aibot_send_msg":
                self._send(body)
            case _:
                self._reply(command, request, body)

    def _send(self, body: Body) -> None:
        chat = body["chatid"]
        if chat not in self.known:
            raise RefusedError(93006, "invalid chatid")
        if body["msgtype"] not in ("markdown", "template_card"):
            raise RefusedError(40008, "invalid message type")
        self.show(chat, body)

    def _reply(self, command: str, request: str, body: Body) -> None:
        if request not in self._requests:
            raise RefusedError(846605, "invalid req_id")
        event, chat = self._requests[request]
        wanted = {
            "aibot_respond_msg": "",
            "aibot_respond_welcome_msg": "enter_chat",
            "aibot_respond_update_msg": "template_card_event",
        }
        if wanted.get(command) != event or request in self._answered:
            raise RefusedError(846605, "invalid req_id")
        self._answered.add(request)
        if event == "template_card_event":
            self.update(body)
        else:
            self.show(chat, body, request)

    def show(self, chat: str, body: Body, answers: str = "") -> None:
        """Show a message in a chat. Raises RefusedError for one that WeCom wouldn't take."""
        text = _text(body)
        if len(text.encode()) > LONGEST:
            raise RefusedError(45002, "content size out of limit")
        card = body.get("template_card")
        buttons = self._buttons(card) if card else {}
        now = self.clock()
        sent = self._sent[chat]
        for window, most in WINDOWS:
            if sum(moment > now - window for moment in sent) >= most:
                raise RefusedError(45009, "api freq out of limit")
        sent.append(now)
        task = card["task_id"] if card else ""
        last = next((each for each in reversed(self.said) if each.chat == chat), None)
        if (
            body["msgtype"] == "template_card"
            and last
            and last.text.startswith(text.removesuffix("…"))
        ):
            # The card below its words.
            last.buttons, last.task = {**last.buttons, **buttons}, task
            return
        said = Said(next(self._numbers), chat, text, buttons, task, answers=answers)
        self.said.append(said)

    def update(self, body: Body) -> None:
        """Show a card anew, to everybody or to whom it is meant for."""
        card = body["template_card"]
        said = next((each for each in self.said if each.task == card["task_id"]), None)
        if body["response_type"] != "update_template_card" or said is None:
            raise RefusedError(40058, "invalid card")
        self._tasks.discard(said.task)
        buttons = self._buttons(card)
        text = "\n".join(filter(None, (card["main_title"]["title"], card.get("sub_title_text"))))
        for user in body.get("userids", ()):
            said.views[user] = text
        if "userids" not in body:
            said.text, said.buttons = text, buttons

    def _buttons(self, card: Body) -> dict[str, str]:
        buttons = card["button_list"]
        fits = 0 < len(buttons) <= 6 and all(len(each["key"].encode()) <= 1024 for each in buttons)
        task = card["task_id"]
        if card["card_type"] != "button_interaction" or not fits or not TASK.fullmatch(task):
            raise RefusedError(40058, "invalid card")
        if task in self._tasks:
            raise RefusedError(40058, "task_id is taken")
        self._tasks.add(task)
        return {each["text"]: each["key"] for each in buttons}

    async def _respond(self, request: web.Request) -> web.Response:
        """`response_url`: once, within an hour, markdown or a card."""
        body = await request.json()
        chat, made_at = self.urls.pop(request.query["response_code"], ("", self.clock()))
        code = 0
        if not chat or self.clock() - made_at > timedelta(hours=1):
            code = 40058
        elif body["msgtype"] not in ("markdown", "template_card"):
            code = 40008
        else:
            try:
                self.show(chat, body)
            except RefusedError as refusal:
                code = refusal.code
        return web.json_response({"errcode": code, "errmsg": "ok" if not code else "refused"})


def _text(body: Body) -> str:
    match body["msgtype"]:
        case "stream" | "stream_with_template_card":
            if not body["stream"]["finish"]:
                raise RefusedError(846608, "the stream is not finished")
            return str(body["stream"]["content"])
        case "markdown" | "text" as kind:
            return str(body[kind]["content"])
        case "template_card":
            card = body["template_card"]
            lines = (card["main_title"]["title"], card.get("sub_title_text"))
            return "\n".join(filter(None, lines))
        case _:
            raise RefusedError(40008, "invalid message type")
