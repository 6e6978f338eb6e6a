"""A conversation with the whole bot on Telegram: the same verbs as on the sandbox, over a Bot API peer.

Neighbours speak some seconds apart, so that the budget of their group lasts.
"""

import asyncio
import base64
import random
import socket
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.app import Core, run
from bot.clock import MovableClock
from bot.platforms.sandbox.bodies import moment
from bot.settings import Http, Mode, Settings, Telegram
from bot.timelapse import Timelapse
from tests.chat import CODE, GROUP, OWNER, START, Chat, Message
from tests.peers.telegram import TOKEN, BotApi

SECRET = "a-secret-of-the-webhook"  # noqa: S105
APART = timedelta(seconds=4)
PORTS = (20_000, 32_000)


class TelegramChat(Chat):
    """People who talk to the bot on Telegram. Names stand for accounts and groups."""

    def __init__(self, address: str, session: aiohttp.ClientSession, town: "Town") -> None:
        super().__init__(address, session)
        self.api = town.api
        self.core = town.core
        self._town = town

    async def sends(self, name: str, text: str, **more: Any) -> dict[str, Any]:
        """Send one message; return what the bot said in that chat meanwhile."""
        chat = self._town.chat(more["chat"], more["kind"])
        extra: dict[str, Any] = {"text": text}
        if more.get("reply_to"):
            extra["reply_to_message"] = self.api.messages[chat][more["reply_to"]]
        if document := more.get("document"):
            self.api.files["d1"] = base64.b64decode(document["data"])
            attached = {"file_name": document["name"], "file_id": "d1"}
            extra = {"caption": text, "document": attached}
        if more.get("mention"):
            extra["text"] = f"@{self.api.me['username']} {text}"
        before = len(self.api.said(chat))
        await self._town.pass_time()
        said = self.api.message(chat, person(name, more.get("person")), **extra)
        await self.settled()
        return {
            "message": said["message_id"],
            "replies": _answers(self.api.said(chat)[before:], said),
        }

    async def happens(self, **update: Any) -> None:
        """Let something happen that nobody said."""
        await self._town.pass_time()
        self.api.push(update)
        await self.settled()

    async def becomes(self, status: str, *, was: str, who: Mapping[str, Any] | None = None) -> None:
        """Let the bot, or somebody, become a member of the group, its administrator, or none."""
        user = who or self.api.me
        changed = {
            "chat": self.api.chats[self.group()],
            "from": person(OWNER),
            "date": 1,
            "old_chat_member": {"user": user, "status": was},
            "new_chat_member": {"user": user, "status": status},
        }
        if who is None:
            self.api.status[self.group()] = status
        await self.happens(**{"chat_member" if who else "my_chat_member": changed})

    async def presses(self, name: str, message: Message, label: str) -> str:
        chat = self._town.chat(GROUP, "group")
        before = len(self.api.said(chat))
        await self._town.pass_time()
        query = self.api.press(chat, message.id, message.buttons[label], person(name))
        await self.settled()
        toast = await self.api.toasted(query)
        return toast or "\n".join(each["text"] for each in self.api.said(chat)[before:])

    async def heard(self, chat: str = GROUP) -> list[Message]:
        await self.core.pump.idle()
        return [_message(shown) for shown in self.api.said(self._town.known(chat))]

    async def clock(self, now: str) -> None:
        await self._town.lapse.move(moment(now))

    async def settled(self) -> None:
        """Wait until the bot has every update for good, and has said what it can say."""
        await self.api.all_acknowledged()
        await self.core.pump.idle()

    def group(self, name: str = GROUP) -> int:
        """Return the id of a group, made when new."""
        return self._town.chat(name, "group")


@dataclass(slots=True)
class Town:
    """The peer's side of a conversation."""

    api: BotApi
    core: Core
    clock: MovableClock
    lapse: Timelapse
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def chat(self, name: str, kind: str) -> int:
        """Return the id of a chat, made when new: a person's own, or a group's negative one."""
        number = identity(name) if kind == "private" else -identity(name)
        shown = {"type": "supergroup", "title": name}
        if kind == "private":
            shown = {"type": "private", "first_name": name}
        self.api.chats.setdefault(number, {"id": number, **shown})
        return number

    def known(self, name: str) -> int:
        number = identity(name)
        return -number if -number in self.api.chats else number

    async def pass_time(self) -> None:
        async with self.turn:
            await self.lapse.move(self.clock.now() + APART)


def _answers(said: list[dict[str, Any]], to: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Leave out what the bot had to say to others, when its answer is known by what it quotes."""
    quoting = [each for each in said if each.get("reply_to_message") is to]
    return quoting or said


def identity(name: str) -> int:
    """Return the account id of a name, always the same."""
    return 10_000 + zlib.crc32(name.encode())


def person(name: str, account: str | None = None) -> dict[str, Any]:
    return {"id": identity(account or name), "is_bot": False, "first_name": name}


def _message(shown: Mapping[str, Any]) -> Message:
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = {
        button["text"]: button.get("callback_data") or button["url"]
        for row in rows
        for button in row
    }
    return Message(shown["message_id"], "bot", shown["text"], buttons)


def settings(api: BotApi, database_url: str, mode: Mode, community: str | None = None) -> Settings:
    """Return how the bot is run against the peer."""
    port = free_port()
    http = Http(port=port, public_url=f"http://127.0.0.1:{port}")
    account = Telegram(TOKEN, mode=mode, api_base=api.address, secret=SECRET, community=community)
    return Settings(database=database_url, owner_code=CODE, http=http, telegram=(account,))


def free_port() -> int:
    """Return a port that nothing else is given: it lies below those of outgoing connections."""
    while True:
        port = random.randrange(*PORTS)  # noqa: S311 no secret
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port


@asynccontextmanager
async def on_telegram(
    database_url: str,
    mode: Mode,
    api: BotApi,
    start: datetime | None = START,
    community: str | None = None,
) -> AsyncIterator[TelegramChat]:
    """Run the bot against a Bot API peer that is served, and talk to it there."""
    clock = MovableClock(start)
    api.clock = clock.now
    async with (
        run(settings(api, database_url, mode, community), clock) as service,
        aiohttp.ClientSession() as session,
    ):
        core = service.core
        lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
        yield TelegramChat(service.address, session, Town(api, core, clock, lapse))
