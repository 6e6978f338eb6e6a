"""A conversation with the whole bot, over the sandbox's HTTP contract.

await chat.set_up()
assert "已报名" in await chat.says("王阿姨", "我参加")
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.app import sandbox
from bot.platforms.sandbox.transport import ANSWER_WITHIN
from bot.settings import Http, Settings

GROUP = "院里"
COMMUNITY = "盐运西社区"
OWNER = "林书记"
CODE = "test-code"
START = datetime.fromisoformat("2026-11-22T10:00+08:00")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the transcript."""

    id: int
    sender: str
    text: str
    buttons: Mapping[str, str]

    @classmethod
    def read(cls, shown: Mapping[str, Any]) -> "Message":
        buttons = {button["label"]: button["press"] for button in shown["buttons"]}
        return cls(shown["id"], shown["from"], shown["text"], buttons)


class Chat:
    """People who talk to the bot; a person's id is their name.

    `overhears`: the bot hears what is not said to it. `edits`: what it has said follows what happens.
    """

    overhears = True
    edits = True

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address = address
        self.session = session

    async def says(self, name: str, text: str, *, group: str = GROUP, **more: Any) -> str:
        """Say something in the group; return what the bot answers there, "" for silence."""
        return _joined(await self.sends(name, text, chat=group, kind="group", **more))

    async def tells(self, name: str, text: str, **more: Any) -> str:
        """Say something to the bot in private; return its answer."""
        return _joined(await self.sends(name, text, chat=name, kind="private", **more))

    async def quotes(self, name: str, message: Message, text: str, *, group: str = GROUP) -> str:
        """Say something in the group in reply to a message."""
        return await self.says(name, text, group=group, reply_to=message.id)

    async def presses(self, name: str, message: Message, label: str) -> str:
        """Press a button; return the toast, else the answer."""
        body = {"person": name, "name": name, "message": message.id}
        answer = await self.post("/sandbox/presses", {**body, "press": message.buttons[label]})
        return answer.get("toast") or _joined(answer)

    async def sends(self, name: str, text: str, **more: Any) -> dict[str, Any]:
        """Send one message; return the whole answer of the contract."""
        body = {"person": name, "name": name, "text": text}
        return await self.post("/sandbox/messages", {**body, **more})

    async def heard(self, chat: str = GROUP) -> list[Message]:
        """Return the bot's messages of a group, or of a person's private chat, when all that was on
        its way has arrived.
        """
        await self.settled()
        answer = await self.get(f"/sandbox/messages?chat={chat}")
        messages = [Message.read(shown) for shown in answer["messages"]]
        return [message for message in messages if message.sender == "bot"]

    async def last(self, chat: str = GROUP) -> Message:
        """Return the bot's newest message of a chat."""
        return (await self.heard(chat))[-1]

    async def settled(self) -> None:
        """Wait until nothing is on its way: as it is when the clock has moved."""
        status = 0
        while status != 200:  # 409 when meanwhile it went further by itself
            now = datetime.fromisoformat((await self.get("/sandbox/clock"))["now"])
            body = {"now": (now + timedelta(seconds=1)).isoformat()}
            async with self.session.post(self.address + "/sandbox/clock", json=body) as response:
                status = response.status

    async def clock(self, now: str) -> None:
        """Move the bot's clock; everything due on the way happens."""
        await self.post("/sandbox/clock", {"now": now})

    async def fault(self, kind: str, **more: Any) -> None:
        """Let the next delivery fail."""
        await self.post("/sandbox/faults", {"kind": kind, **more})

    async def fetches(self, chat: str = GROUP) -> None:
        """Let come what waits, on a platform that brings nothing until somebody speaks."""

    async def set_up(self, community: str = COMMUNITY, group: str = GROUP) -> None:
        """Make a working group: the owner claims the bot and enables it."""
        await self.tells(OWNER, f"认领 {CODE}")
        await self.says(OWNER, f"启用 {community}", group=group)

    async def post(self, path: str, body: Mapping[str, Any], status: int = 200) -> dict[str, Any]:
        async with self.session.post(self.address + path, json=body) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == status, answer
            return answer

    async def get(self, path: str) -> dict[str, Any]:
        async with self.session.get(self.address + path) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == 200, answer
            return answer


@asynccontextmanager
async def conversation(
    database_url: str,
    start: datetime | None = START,
    seed: str = "empty",
    *,
    answer_within: float = ANSWER_WITHIN,
) -> AsyncIterator[Chat]:
    """Run the bot on a database and talk to it; what was said before is still known."""
    http = Http(port=0)
    settings = Settings(database=database_url, owner_code=CODE, http=http)
    async with (
        sandbox(settings, start, seed, answer_within=answer_within) as address,
        aiohttp.ClientSession() as session,
    ):
        yield Chat(address, session)


def _joined(answer: Mapping[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answer["replies"])
