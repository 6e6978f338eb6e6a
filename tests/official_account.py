"""A conversation with the whole bot on an Official Account: the verbs of tests/chat.py, one to one.

There are no groups. People follow, scan, press the menu; what is sealed is sealed by the tests' own
hand.
"""

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.app import Core, run
from bot.clock import MovableClock
from bot.platforms.sandbox.bodies import moment
from bot.settings import Encrypt, Http, OfficialAccount, Rights, Settings
from bot.timelapse import Timelapse
from tests.chat import CODE, COMMUNITY, GROUP, START, Chat, Message
from tests.peers.envelope import Sealer, element
from tests.peers.envelope import field as field_of
from tests.peers.wechat import APP_ID, SECRET, WeChat
from tests.telegram import free_port

TOKEN, AES_KEY = "a-token-of-the-callback", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
SELF = "gh_youhu"
PATH = "/callbacks/official-account/default"
SEALER = Sealer(TOKEN, AES_KEY, APP_ID)
TOUCHED = (3, timedelta(minutes=1))


@dataclass(slots=True)
class Town:
    api: WeChat
    core: Core
    clock: MovableClock
    lapse: Timelapse
    encrypt: Encrypt
    # What each person was answered, with how much was pushed before.
    answered: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


class OfficialAccountChat(Chat):
    """People who talk to the bot one by one. Names stand for openids."""

    def __init__(self, address: str, session: aiohttp.ClientSession, town: Town) -> None:
        super().__init__(address, session)
        self.api = town.api
        self.core = town.core
        self._town = town

    async def tells(self, name: str, text: str, **more: Any) -> str:
        return await self.brings(name, MsgType="text", Content=text, **more)

    async def scans(self, name: str, scene: str) -> str:
        """Scan a code; who doesn't follow yet does from now on."""
        if openid(name) in self.api.followers:
            return await self.happens(name, "SCAN", EventKey=scene, Ticket="t")
        return await self.happens(name, "subscribe", EventKey=f"qrscene_{scene}", Ticket="t")

    async def happens(self, name: str, event: str, **more: Any) -> str:
        if event in ("subscribe", "SCAN", "CLICK"):
            left, until = self.api.windows.get(openid(name), (0, self._town.clock.now()))
            if left < TOUCHED[0] or until < self._town.clock.now() + TOUCHED[1]:
                self.api.wrote(openid(name), *TOUCHED)
        return await self.brings(name, MsgType="event", Event=event, **more)

    async def brings(self, name: str, **fields: str | int) -> str:
        """Bring a callback; return the words that answer it, "" for none."""
        if fields.get("MsgType") != "event":
            self.api.wrote(openid(name))
        self.api.newest += 1
        whole = {"CreateTime": int(self._town.clock.now().timestamp())}
        if fields.get("MsgType") != "event":
            whole["MsgId"] = self.api.newest
        said = await self.delivers(name, **{**whole, **fields})
        await self.core.pump.idle()
        return said

    async def delivers(self, name: str, **fields: str | int) -> str:
        """Deliver these fields as they are, perhaps once more."""
        named = {"ToUserName": SELF, "FromUserName": openid(name), **fields}
        plain = f"<xml>{''.join(element(key, value) for key, value in named.items())}</xml>"
        status, body = await self.calls(*self.signed(plain))
        assert status == 200, body
        answer = self.opened(body)
        said = field_of(answer, "Content")
        if said:
            assert field_of(answer, "ToUserName") == openid(name)
            assert field_of(answer, "FromUserName") == SELF
            self._town.answered.setdefault(name, []).append((len(self.api.pushed), said))
        else:
            assert answer == "success"
        return said

    def signed(self, plain: str, at: float | None = None) -> tuple[dict[str, str], str]:
        """Return the query and the body of a genuine call."""
        timestamp = str(int(at or self._town.clock.now().timestamp()))
        query = {"timestamp": timestamp, "nonce": "n1"}
        if self._town.encrypt is Encrypt.PLAIN:
            return {**query, "signature": SEALER.sign(timestamp, "n1")}, plain
        sealed = SEALER.seal(plain)
        query["msg_signature"] = SEALER.sign(timestamp, "n1", sealed)
        query |= {"signature": SEALER.sign(timestamp, "n1"), "encrypt_type": "aes"}
        beside = plain[5:-6] if self._town.encrypt is Encrypt.COMPATIBLE else ""
        return query, f"<xml>{beside}{element('Encrypt', sealed)}</xml>"

    def opened(self, body: str) -> str:
        """Return the answer of a call, which is sealed where calls are."""
        if self._town.encrypt is Encrypt.PLAIN or body in ("", "success"):
            return body
        sealed, timestamp = field_of(body, "Encrypt"), field_of(body, "TimeStamp")
        given = field_of(body, "MsgSignature")
        assert given == SEALER.sign(timestamp, field_of(body, "Nonce"), sealed)
        return SEALER.open(sealed)

    async def calls(self, query: dict[str, str], body: str | bytes) -> tuple[int, str]:
        url = self.address + PATH
        async with self.session.post(url, params=query, data=body) as response:
            return response.status, await response.text()

    async def presses(self, name: str, message: Message, label: str) -> str:
        assert label in message.text
        return await self.tells(name, label)

    async def heard(self, chat: str = GROUP) -> list[Message]:
        """Return what a person was answered and sent, in order."""
        pushed = [
            (place, _words(fields))
            for place, (who, _, fields) in enumerate(self.api.pushed)
            if who == openid(chat)
        ]
        answered = [(place - 0.5, text) for place, text in self._town.answered.get(chat, [])]
        both = sorted([*pushed, *answered], key=lambda each: each[0])
        return [Message(number, "bot", text, {}) for number, (_, text) in enumerate(both)]

    async def clock(self, now: str) -> None:
        await self._town.lapse.move(moment(now))


def openid(name: str) -> str:
    return f"o{zlib.crc32(name.encode()):08x}-{len(name)}"


def _words(fields: Any) -> str:
    if "image" in fields:
        return ""
    if "text" in fields:
        return str(fields["text"]["content"])
    return " ".join(each["value"] for each in fields["data"].values())


def settings(api: WeChat, database_url: str, encrypt: Encrypt, **more: Any) -> Settings:
    key = None if encrypt is Encrypt.PLAIN else AES_KEY
    account = OfficialAccount(
        APP_ID,
        SECRET,
        TOKEN,
        key,
        encrypt=encrypt,
        api_base=api.address,
        **{"community": COMMUNITY, "customer_service": Rights.YES, **more},
    )
    http = Http(port=free_port())
    return Settings(database=database_url, owner_code=CODE, http=http, official_account=(account,))


@asynccontextmanager
async def on_official_account(
    database_url: str,
    api: WeChat,
    encrypt: Encrypt = Encrypt.SAFE,
    start: datetime = START,
    **more: Any,
) -> AsyncIterator[OfficialAccountChat]:
    """Run the bot against an API that is served, and talk to it by callbacks."""
    clock = MovableClock(start)
    api.clock = clock.now
    async with (
        run(settings(api, database_url, encrypt, **more), clock) as service,
        aiohttp.ClientSession() as session,
    ):
        core = service.core
        lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
        town = Town(api, core, clock, lapse, encrypt)
        yield OfficialAccountChat(service.address, session, town)
