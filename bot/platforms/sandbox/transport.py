"""The sandbox's HTTP contract: what a person does comes in, what the bot answers goes back."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import orjson
from aiohttp import web

from bot import documents
from bot.clock import Clock
from bot.delivery.deliveries import Deliveries
from bot.delivery.toasts import toast
from bot.delivery.wording import Wording
from bot.intake import Intake
from bot.platforms.sandbox import bodies
from bot.platforms.sandbox.bodies import BadRequestError, Pressed, Said, Upload
from bot.platforms.sandbox.client import Sandbox
from bot.platforms.sandbox.decode import BOT
from bot.platforms.sandbox.encode import FILES, show, show_as_first_sent
from storage.database import Database
from storage.errors import DatabaseBusyError
from storage.sandbox import SandboxMessage
from storage.store import Store
from storage.types import Address, Answered, ChatKind, OutboxId, OutboxState

# An answer that takes longer is left to the transcript.
ANSWER_WITHIN = 10.0
LONGEST_WAIT = 25.0
# The contract gives all messages; this only bounds what one answer may hold.
PAGE = 100_000

Move = Callable[[datetime], Awaitable[datetime]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Bot:
    """What of the bot the sandbox's server talks to."""

    database: Database
    intake: Intake
    deliveries: Deliveries
    wording: Wording
    clock: Clock
    move: Move


class Transport:
    """Hands over its routes; every answer is JSON, every refusal says what is wrong."""

    def __init__(self, sandbox: Sandbox, bot: Bot, *, answer_within: float = ANSWER_WITHIN) -> None:
        self._sandbox = sandbox
        self._bot = bot
        self._answer_within = answer_within

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/sandbox/messages", _answered(self._say)),
            web.get("/sandbox/messages", _answered(self._read)),
            web.post("/sandbox/presses", _answered(self._press)),
            web.get("/sandbox/chats", _answered(self._chats)),
            web.get("/sandbox/people", _answered(self._people)),
            web.get("/sandbox/clock", _answered(self._clock)),
            web.post("/sandbox/clock", _answered(self._move_clock)),
            web.post("/sandbox/faults", _answered(self._fault)),
            web.get(FILES + "{file}", _answered(self._file)),
        ]

    async def _say(self, request: web.Request) -> web.Response:
        said = bodies.read_said(bodies.parse(await request.read()))
        self._check_ids(said)
        said_now = await self._message_of(said)
        words = await _document_of(said)
        event_id = said.event or f"message:{uuid4().hex}"
        entered = [said_now]

        def enter(store: Store) -> Mapping[str, Any]:
            entered[:] = [self._sandbox.hear(store, said_now, said.kind)]
            quoted = store.sandbox.get(said.reply_to) if said.reply_to is not None else None
            return {**_said_event(said, event_id, entered[0], quoted), "words": words}

        event = {**_said_event(said, event_id, said_now, None), "words": words}
        answered = await self._bot.intake.receive(self._sandbox, event_id, event, enter)
        (message,) = entered
        self._sandbox.heard(message, said.kind)
        return _json({"message": message.id, **await self._answer(answered)})

    async def _press(self, request: web.Request) -> web.Response:
        pressed = bodies.read_pressed(bodies.parse(await request.read()))
        message = await self._message(pressed.message)
        if message is None or message.sender != BOT:
            raise BadRequestError(f"the bot has no message {pressed.message}")
        if self._sandbox.kind_of(pressed.person) is ChatKind.GROUP:
            raise BadRequestError(f"{pressed.person} is a group")
        if self._kind(message) is ChatKind.PRIVATE and message.chat != pressed.person:
            raise BadRequestError("the message is in somebody else's private chat")
        event = self._press_event(pressed, message)

        def enter(store: Store) -> Mapping[str, Any]:
            self._sandbox.meet(store, pressed.person, pressed.name)
            return event

        answered = await self._bot.intake.receive(self._sandbox, event["event"], event, enter)
        self._sandbox.met(pressed.person)
        answer = await self._answer(answered)
        words = await toast(
            self._bot.database, self._bot.wording, self._address(message.chat), answered
        )
        if words is not None:
            answer["toast"] = words
        return _json({"message": message.id, **answer})

    def _press_event(self, pressed: Pressed, message: SandboxMessage) -> dict[str, Any]:
        return {
            "event": pressed.event or f"press:{uuid4().hex}",
            "chat": message.chat,
            "kind": self._kind(message),
            "title": message.chat,
            "person": pressed.person,
            "name": pressed.name,
            "text": "",
            "message": message.id,
            "reply_to": message.id,
            "reply_to_sender": BOT,
            "press": pressed.press,
            "mention": False,
            "photo": None,
            "document": None,
        }

    async def _read(self, request: web.Request) -> web.Response:
        chat = request.query.get("chat", "")
        after = int(bodies.read_number(request.query, "after", 0))
        loop = asyncio.get_running_loop()
        wait = bodies.read_number(request.query, "wait", 0)
        until = loop.time() + min(max(wait, 0), LONGEST_WAIT)
        while True:
            news = self._sandbox.news(chat)
            messages = await self._bot.database.read(
                lambda store: store.sandbox.after(chat, after, PAGE)
            )
            left = until - loop.time()
            if messages or left <= 0 or not self._sandbox.is_open:
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), left)
        last = messages[-1].id if messages else after
        return _json({"messages": [show(message) for message in messages], "last": last})

    async def _chats(self, _: web.Request) -> web.Response:
        chats = await self._bot.database.read(lambda store: store.sandbox.chats())
        return _json(
            {"chats": [{"id": each.id, "kind": each.kind, "title": each.title} for each in chats]}
        )

    async def _people(self, _: web.Request) -> web.Response:
        people = await self._bot.database.read(lambda store: store.sandbox.people())
        return _json({"people": people})

    async def _clock(self, _: web.Request) -> web.Response:
        return _json({"now": self._bot.clock.now().astimezone(bodies.ZONE).isoformat()})

    async def _move_clock(self, request: web.Request) -> web.Response:
        to = bodies.read_moment(bodies.parse(await request.read()))
        try:
            now = await self._bot.move(to)
        except ValueError as error:
            return _json({"error": str(error)}, status=409)
        return _json({"now": now.astimezone(bodies.ZONE).isoformat()})

    async def _fault(self, request: web.Request) -> web.Response:
        self._sandbox.faults.add(bodies.read_fault(bodies.parse(await request.read())))
        return _json({})

    async def _file(self, request: web.Request) -> web.Response:
        file_id = request.match_info["file"]
        found = await self._bot.database.read(lambda store: store.sandbox.file(file_id))
        if found is None:
            return _json({"error": f"there is no file {file_id}"}, status=404)
        return web.Response(body=found[1], content_type=found[0])

    def _check_ids(self, said: Said) -> None:
        known = self._sandbox.kind_of(said.chat)
        if known not in (None, said.kind):
            raise BadRequestError(f"{said.chat} is a {known} chat already")
        if self._sandbox.kind_of(said.person) is ChatKind.GROUP:
            raise BadRequestError(f"{said.person} is a group")

    def _kind(self, message: SandboxMessage) -> ChatKind:
        return self._sandbox.kind_of(message.chat) or ChatKind.GROUP

    async def _message_of(self, said: Said) -> SandboxMessage:
        return SandboxMessage(
            id=0,
            chat=said.chat,
            sender=said.person,
            name=said.name,
            text=said.text,
            at=self._bot.clock.now(),
            reply_to=said.reply_to,
            edited_at=None,
            is_deleted=False,
            buttons=[],
            image=await self._keep(said.photo),
            file=await self._keep(said.document),
            only_for=None,
            key=f"in:{said.event}" if said.event else None,
        )

    async def _keep(self, upload: Upload | None) -> str | None:
        if upload is None:
            return None
        return FILES + await self._sandbox.keep_file(upload.content_type, upload.data)

    async def _message(self, message_id: int) -> SandboxMessage | None:
        return await self._bot.database.read(lambda store: store.sandbox.get(message_id))

    async def _answer(self, answered: Answered) -> dict[str, Any]:
        """Return the answer as delivered; what isn't there in time is counted as pending."""
        if answered.is_repeat:
            return await self._first_answer(answered)
        settled = await self._bot.deliveries.wait(answered.outbox_ids, self._answer_within)
        shown = [self._sandbox.recent(message_id) for message_id in settled.values() if message_id]
        answer: dict[str, Any] = {"replies": [show(message) for message in shown if message]}
        missing = len(answered.outbox_ids) - sum(1 for each in settled.values() if each)
        return answer | ({"pending": missing} if missing else {})

    async def _first_answer(self, answered: Answered) -> dict[str, Any]:
        """What was sent lately is remembered as it was sent; the rest is told by its rows."""
        ids = answered.outbox_ids
        unknown = [each for each in ids if each not in self._bot.deliveries]
        states = await self._bot.database.read(lambda store: _states(store, unknown))
        open_ids = [each for each in ids if not states.get(each, False)]
        settled = await self._bot.deliveries.wait(open_ids, self._answer_within)
        if len(settled) == len(ids):
            sent = [self._sandbox.recent(each) for each in settled.values() if each]
            if all(sent):
                return {"replies": [show(message) for message in sent if message]}
        replies, pending = await self._bot.database.read(lambda store: _first_replies(store, ids))
        return {"replies": replies, **({"pending": pending} if pending else {})}

    def _address(self, chat: str) -> Address:
        return Address(self._sandbox.name, self._sandbox.account, chat)


async def _document_of(said: Said) -> str:
    """Return what a document says that was sent in private."""
    if said.document is None or said.kind is not ChatKind.PRIVATE:
        return ""
    return await documents.read(said.document.name, said.document.data)


def _said_event(
    said: Said, event_id: str, message: SandboxMessage, quoted: SandboxMessage | None
) -> dict[str, Any]:
    return {
        "event": event_id,
        "chat": said.chat,
        "kind": said.kind,
        "title": said.chat,
        "person": said.person,
        "name": said.name,
        "text": message.text,
        "message": message.id,
        "reply_to": said.reply_to,
        "reply_to_sender": quoted.sender if quoted else None,
        "press": None,
        "mention": said.mention,
        "photo": message.image,
        "document": message.file,
    }


def _states(store: Store, ids: Sequence[OutboxId]) -> dict[OutboxId, bool]:
    found = {key: store.outbox.sent_message(key) for key in ids}
    settled = (OutboxState.SENT, OutboxState.DEAD)
    return {key: row is None or row.state in settled for key, row in found.items()}


def _first_replies(store: Store, ids: Sequence[OutboxId]) -> tuple[list[dict[str, Any]], int]:
    replies = []
    pending = 0
    for key in ids:
        row = store.outbox.sent_message(key)
        if row is not None and row.message_id is not None and row.worded is not None:
            message = store.sandbox.get(int(row.message_id))
            replies += [show_as_first_sent(message, row.worded)] if message else []
        else:
            pending += 1
    return replies, pending


def _answered(handler: Handler) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except BadRequestError as error:
            return _json({"error": str(error)}, status=400)
        except DatabaseBusyError:
            return _json({"error": "too much is waiting: try again in a moment"}, status=503)

    return answer


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=orjson.dumps(value), status=status, content_type="application/json", charset="utf-8"
    )
