"""A Bot API server on loopback: strict about what it takes, and as unreliable as it is told to be.

Updates come again until they are acknowledged; a webhook has one in flight for each chat's messages
and for each person's presses.
"""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "123456:test-token-of-nobody-in-particular"  # noqa: S105
BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "有呼",
    "username": "youhu_test_bot",
    "can_read_all_group_messages": True,
}
NOW = 1_795_000_000
NESTED = frozenset(
    {"reply_markup", "reply_parameters", "allowed_updates", "commands", "scope", "reaction"}
)
AGAIN = 0.02
PER_MINUTE, MINUTE = 20, timedelta(minutes=1)

Fields = dict[str, Any]


class Refusal(Exception):  # noqa: N818 it is what a server does
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Fault:
    """What happens to the next `count` calls of a method."""

    method: str
    code: int
    description: str = "fault"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1
    # The call is carried out, but its answer gets lost.
    loses_answer: bool = False


@dataclass(eq=False)
class BotApi:
    """`sent`, `edits`, `toasts`, `calls`: what the bot did, in order."""

    address: str = ""
    me: dict[str, Any] = field(default_factory=lambda: dict(BOT))
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[int, dict[int, dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    calls: list[tuple[str, Fields]] = field(default_factory=list)
    edits: list[Fields] = field(default_factory=list)
    toasts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    menus: list[Fields] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    topics: dict[int, set[int]] = field(default_factory=dict)
    unreachable: set[int] = field(default_factory=set)
    # What the bot is in a group; a plain member where nobody said.
    status: dict[int, str] = field(default_factory=dict)
    pinned: list[tuple[int, int]] = field(default_factory=list)
    may_pin: bool = False
    reactions: dict[tuple[int, int], str] = field(default_factory=dict)
    may_react: bool = False
    webhook: Fields = field(default_factory=dict)
    webhook_error: Fields = field(default_factory=dict)
    # Told the time, it takes 20 messages and edits a minute for a group, and counts the others.
    clock: Callable[[], datetime] | None = None
    floods: int = 0
    # How far this server's clock is from the machine's.
    ahead: timedelta = timedelta(0)
    _taken: dict[int, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _updates: dict[int, Any] = field(default_factory=dict)
    _number: int = 1000
    _message_ids: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _queries: dict[str, asyncio.Event] = field(default_factory=dict)
    _poll: asyncio.Future[None] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _acknowledged: dict[int, asyncio.Event] = field(default_factory=dict)
    _queues: dict[Any, asyncio.Task[None]] = field(default_factory=dict)
    _tasks: asyncio.TaskGroup | None = None
    _session: aiohttp.ClientSession | None = None

    # What people do.

    def message(self, chat: int, sender: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """Enter somebody's message and let the bot know, unless its privacy mode keeps it away."""
        entered = self._enter(chat, {"from": dict(sender), **more})
        if self._reaches(chat, entered):
            self.push({"message": entered})
        return entered

    def _reaches(self, chat: int, message: Mapping[str, Any]) -> bool:
        hears = self.me["can_read_all_group_messages"] or self.status.get(chat) == "administrator"
        quoted = message.get("reply_to_message", {}).get("from", {}).get("id") == self.me["id"]
        is_plain = "text" in message and not message["text"].startswith("/")
        return chat > 0 or hears or quoted or not is_plain

    def press(self, chat: int, message: int, data: str, sender: Mapping[str, Any]) -> str:
        """Press a button; return the id of the query."""
        query = f"q{self._number + 1}"
        self._queries[query] = asyncio.Event()
        self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": dict(sender),
                    "message": self.messages[chat][message],
                    "chat_instance": "1",
                    "data": data,
                }
            }
        )
        return query

    def push(self, update: Any) -> int:
        """Let an update wait for the bot; return its number."""
        self._number += 1
        if isinstance(update, dict):
            update = {"update_id": self._number, **update}
        self._updates[self._number] = update
        self._acknowledged[self._number] = asyncio.Event()
        self._news.set()
        self._deliver()
        return self._number

    @property
    def newest(self) -> int:
        return self._number

    @property
    def waiting(self) -> int:
        return len(self._updates)

    async def acknowledged(self, number: int) -> None:
        """Wait until the bot has an update for good."""
        await self._acknowledged[number].wait()

    async def all_acknowledged(self) -> None:
        """Wait until the bot has everything for good; a webhook's queues know no common order."""
        for number in list(self._updates):
            await self.acknowledged(number)

    async def toasted(self, query: str) -> str:
        """Wait until the bot has answered a press; return its words."""
        await self._queries[query].wait()
        return self.toasts[query]

    def said(self, chat: int) -> list[dict[str, Any]]:
        """Return what the bot said in a chat, as it shows by now."""
        return [
            each for each in self.messages[chat].values() if each["from"]["id"] == self.me["id"]
        ]

    # The server.

    @asynccontextmanager
    async def served(self) -> AsyncIterator["BotApi"]:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{file}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            self._session, self._tasks = session, tasks
            try:
                yield self
            finally:
                for task in self._queues.values():
                    task.cancel()
                self._tasks = None
                await runner.cleanup()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            raise web.HTTPUnauthorized
        return web.Response(body=self.files[request.match_info["file"]])

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            result = await self._carry_out(request)
        except Refusal as refusal:
            body: dict[str, Any] = {"ok": False, "error_code": refusal.code}
            body["description"] = refusal.description
            if refusal.parameters:
                body["parameters"] = refusal.parameters
            return web.json_response(body, status=refusal.code)
        dated = format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)  # noqa: TID251 a server's
        return web.json_response({"ok": True, "result": result}, headers={"Date": dated})

    async def _carry_out(self, request: web.Request) -> Any:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            raise Refusal(401, "Unauthorized")
        fields = await _fields(request)
        self.calls.append((method, fields))
        fault = self._fault(method)
        if fault is not None and not fault.loses_answer:
            raise Refusal(fault.code, fault.description, **fault.parameters)
        snake = re.sub("[A-Z]", lambda capital: "_" + capital[0].lower(), method)
        handler: Callable[[Fields], Any] | None = getattr(self, f"_on_{snake}", None)
        if handler is None:
            raise Refusal(404, "Not Found: method not found")
        result = handler(fields)
        if asyncio.iscoroutine(result):
            result = await result
        if fault is not None and request.transport is not None:
            request.transport.abort()
        return result

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method:
                fault.count -= 1
                if fault.count <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    def _on_get_file(self, fields: Fields) -> Any:
        file = fields["file_id"]
        if file not in self.files:
            raise Refusal(400, "Bad Request: invalid file_id")
        return {"file_id": file, "file_path": file, "file_size": len(self.files[file])}

    def _on_get_me(self, _: Fields) -> Any:
        return self.me

    async def _on_get_updates(self, fields: Fields) -> Any:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                Refusal(409, "Conflict: terminated by other getUpdates request")
            )
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            return await self._hold(fields, mine)
        finally:
            if self._poll is mine:
                self._poll = None

    async def _hold(self, fields: Fields, mine: asyncio.Future[None]) -> Any:
        offset = int(fields.get("offset") or 0)
        for number in [each for each in self._updates if each < offset]:
            self._acknowledge(number)
        loop = asyncio.get_running_loop()
        until = loop.time() + min(int(fields.get("timeout") or 0), 50)
        while not (found := self._allowed(fields)) and loop.time() < until:
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            either: set[asyncio.Future[Any]] = {news, mine}
            await asyncio.wait(
                either, timeout=until - loop.time(), return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
            if mine.done():
                mine.result()
        return found[: int(fields.get("limit") or 100)]

    def _allowed(self, fields: Fields) -> list[Any]:
        kinds = fields.get("allowed_updates")
        return [
            update
            for update in self._updates.values()
            if not kinds
            or not isinstance(update, dict)
            or set(update) & set(kinds)
            or "odd" in update
        ]

    def _on_set_webhook(self, fields: Fields) -> Any:
        self.webhook = fields if fields.get("url") else {}
        self._deliver()
        return True

    def _on_delete_webhook(self, fields: Fields) -> Any:
        assert fields.get("drop_pending_updates") in (None, "false", False), "people's messages"
        self.webhook = {}
        return True

    def _on_get_webhook_info(self, _: Fields) -> Any:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": self.waiting,
            **self.webhook_error,
        }

    def _on_set_my_commands(self, fields: Fields) -> Any:
        for command in fields["commands"]:
            if not (1 <= len(command["command"]) <= 32 and command["command"].isascii()):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        self.menus.append(fields)
        return True

    def _on_send_message(self, fields: Fields) -> Any:
        chat = self._chat(fields)
        self._check_text(fields)
        self._check_pace(chat)
        thread = fields.get("message_thread_id")
        if thread is not None and int(thread) not in self.topics.get(chat, set()):
            raise Refusal(400, "Bad Request: message thread not found")
        kept = {"from": self.me, "text": fields["text"]}
        if thread is not None:
            kept |= {"message_thread_id": int(thread), "is_topic_message": True}
        quoted = fields.get("reply_parameters")
        if quoted is not None and quoted["message_id"] in self.messages[chat]:
            kept["reply_to_message"] = self.messages[chat][quoted["message_id"]]
        elif quoted is not None and not quoted.get("allow_sending_without_reply"):
            raise Refusal(400, "Bad Request: message to be replied not found")
        return self._enter(chat, kept | _markup(fields))

    def _on_send_photo(self, fields: Fields) -> Any:
        """Take a picture that was uploaded; its caption reads as the text."""
        chat = self._chat(fields)
        self._check_pace(chat)
        if not fields["photo"].startswith("PNG"):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        if len(fields.get("caption", "")) > 1024:
            raise Refusal(400, "Bad Request: message caption is too long")
        kept = {"from": self.me, "text": fields.get("caption", ""), "photo": [{"file_id": "p1"}]}
        return self._enter(chat, kept | _markup(fields))

    def _on_edit_message_text(self, fields: Fields) -> Any:
        chat = self._chat(fields)
        self._check_text(fields)
        self._check_pace(chat)
        message = self.messages[chat].get(int(fields["message_id"]))
        if message is None or message["from"]["id"] != self.me["id"]:
            raise Refusal(400, "Bad Request: message to edit not found")
        changed = {"text": fields["text"], **_markup(fields)}
        shown = {name: message.get(name) for name in ("text", "reply_markup")}
        if shown == {"reply_markup": None, **changed}:
            raise Refusal(400, "Bad Request: message is not modified: specified new message …")
        self.edits.append(fields)
        message.pop("reply_markup", None)
        message |= changed
        return message

    def _on_answer_callback_query(self, fields: Fields) -> Any:
        query = fields["callback_query_id"]
        if query not in self._queries or query in self.toasts:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired …")
        if _units(fields.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.toasts[query] = fields.get("text", "")
        self._queries[query].set()
        return True

    def _on_pin_chat_message(self, fields: Fields) -> Any:
        if not self.may_pin:
            raise Refusal(400, "Bad Request: not enough rights to manage pinned messages")
        self.pinned.append((int(fields["chat_id"]), int(fields["message_id"])))
        return True

    def _on_set_message_reaction(self, fields: Fields) -> Any:
        chat, (reaction,) = self._chat(fields), fields["reaction"]
        if int(fields["message_id"]) not in self.messages[chat]:
            raise Refusal(400, "Bad Request: message to react not found")
        if not self.may_react:
            raise Refusal(400, "Bad Request: REACTION_INVALID")
        self.reactions[chat, int(fields["message_id"])] = reaction["emoji"]
        return True

    def _chat(self, fields: Fields) -> int:
        chat = int(fields["chat_id"])
        if chat not in self.chats:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        if chat in self.unreachable:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        moved_to = self.chats[chat].get("moved_to")
        if moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=moved_to,
            )
        return chat

    def _check_text(self, fields: Fields) -> None:
        if not fields.get("text", "").strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if _units(fields["text"]) > 4096:
            raise Refusal(400, "Bad Request: message is too long")

    def _check_pace(self, chat: int) -> None:
        if self.clock is None or chat > 0:
            return
        now, taken = self.clock(), self._taken[chat]
        while taken and taken[0] <= now - MINUTE:
            taken.popleft()
        if len(taken) >= PER_MINUTE:
            self.floods += 1
            wait = int((taken[0] + MINUTE - now).total_seconds()) + 1
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        taken.append(now)

    def _enter(self, chat: int, kept: Mapping[str, Any]) -> dict[str, Any]:
        self._message_ids[chat] += 1
        number = self._message_ids[chat]
        shown = {name: value for name, value in self.chats[chat].items() if name != "moved_to"}
        message = {"message_id": number, "date": NOW, "chat": shown, **kept}
        self.messages[chat][number] = message
        return message

    def _acknowledge(self, number: int) -> None:
        self._updates.pop(number, None)
        self._acknowledged[number].set()

    def _deliver(self) -> None:
        """Bring updates to the webhook: one at a time of each queue."""
        if not self.webhook or self._tasks is None:
            return
        for update in self._updates.values():
            queue = _queue(update)
            if queue not in self._queues:
                self._queues[queue] = self._tasks.create_task(self._work_off(queue))

    async def _work_off(self, queue: Any) -> None:
        while waiting := [n for n, each in self._updates.items() if _queue(each) == queue]:
            if await self._bring(self._updates[waiting[0]]):
                self._acknowledge(waiting[0])
            else:
                await asyncio.sleep(AGAIN)
        del self._queues[queue]

    async def _bring(self, update: Any) -> bool:
        assert self._session is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        try:
            async with self._session.post(
                self.webhook["url"], json=update, headers=headers
            ) as response:
                return 200 <= response.status < 300
        except aiohttp.ClientError:
            return False


async def _fields(request: web.Request) -> Fields:
    """Read parameters as the real server does: JSON, or a form whose nested values are JSON."""
    if request.content_type == "application/json":
        return dict(await request.json())
    given = {**request.query, **await request.post()}
    return {name: _nested(name, _read(value)) for name, value in given.items()}


def _read(value: str | web.FileField | Any) -> str:
    """Of an uploaded file the start tells what it is."""
    return value.file.read(4)[1:].decode("latin-1") if isinstance(value, web.FileField) else value


def _nested(name: str, value: str) -> Any:
    if name in NESTED:
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(400, f"Bad Request: can't parse {name}") from None
    return value


def _markup(fields: Fields) -> Fields:
    markup = fields.get("reply_markup")
    if markup is None:
        return {}
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if not button["text"]:
                raise Refusal(400, "Bad Request: text buttons are unallowed")
            if "url" not in button and not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"reply_markup": markup} if "inline_keyboard" in markup else {}


def _queue(update: Any) -> Any:
    """Whose turn an update has to wait for: its chat's, or for a press its person's."""
    if not isinstance(update, dict):
        return None
    query = update.get("callback_query")
    if isinstance(query, dict):
        return "person", query["from"]["id"]
    for value in update.values():
        if isinstance(value, dict) and isinstance(value.get("chat"), dict):
            return "chat", value["chat"].get("id")
    return None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
