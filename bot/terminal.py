"""The sandbox in a terminal: one person at a time, in a group or in private."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.app import sandbox
from bot.completion import Completing
from bot.history import LineHistory, default_path
from bot.settings import Http, Settings
from handlers.commands import all_commands

HELP = """\
/as 王阿姨         说话的人换成王阿姨
/group [群名]      到群里说话
/private           和机器人私聊
/press 1           按最近一条消息的第1个按钮
/quote 12 我参加   引用第12条消息
/clock 2026-11-28T08:00   把时钟拨到那一刻
/help  /quit
Tab 补全命令、名字和活动编号；↑ 找回说过的话（认领码不会记下）"""
POLL = 25
# How the bot names an activity: 【3号活动】, 我参加 3, 3. 义诊 11月28日, [Activity 3], join 3.
_NUMBERED = re.compile(
    r"([0-9]{1,6})(?:号活动|\. .*(?:月[0-9]+日| [A-Z][a-z]{2} [0-9]))|(?:我参加|ctivity|join) ([0-9]{1,6})"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Who speaks, and where."""

    person: str
    name: str
    group: str
    is_private: bool = False

    @property
    def chat(self) -> str:
        return self.person if self.is_private else self.group

    @property
    def prompt(self) -> str:
        return f"{self.name}@{'私聊' if self.is_private else self.group}> "


class Terminal:
    """Reads lines, sends them as messages, prints what the bot says."""

    def __init__(self, address: str, http: aiohttp.ClientSession, place: Place) -> None:
        self.place = place
        self._address = address
        self._http = http
        self._seen = 0
        self._pressable: Mapping[str, Any] | None = None
        self._numbers: set[int] = set()
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            "/as": self._speak_as,
            "/group": self._to_group,
            "/private": self._to_private,
            "/press": self._press,
            "/quote": self._quote,
            "/clock": self._clock,
            "/help": self._help,
        }

    def completing(self) -> Completing:
        """Return what Tab offers here."""
        nothing = _offering(list)
        controls = dict.fromkeys([*self._commands, "/quit"], nothing)
        controls |= {
            "/as": self._names,
            "/group": self._groups,
            "/press": _offering(lambda: self._buttons),
            "/quote": _offering(lambda: [str(self._seen)] if self._seen else []),
        }
        numbers = _offering(lambda: [str(each) for each in sorted(self._numbers)])
        return Completing(all_commands().commands, controls, numbers)

    async def take(self, line: str) -> None:
        """Obey one line: a /command of the terminal, or something to say."""
        word, _, rest = line.strip().partition(" ")
        command = self._commands.get(word)
        if command is not None:
            await command(rest.strip())
        elif line.strip():
            await self._say(line)

    async def watch(self) -> None:
        """Print what the bot says where the person is, as it comes."""
        while True:
            chat = self.place.chat
            path = f"/sandbox/messages?chat={chat}&after={self._seen}&wait={POLL}"
            answer = await self._get(path)
            if chat == self.place.chat:
                self._print(answer["messages"])

    async def catch_up(self) -> None:
        """Print what is new where the person is."""
        answer = await self._get(f"/sandbox/messages?chat={self.place.chat}&after={self._seen}")
        self._print(answer["messages"])

    async def _say(self, text: str, reply_to: int | None = None) -> None:
        kind = "private" if self.place.is_private else "group"
        await self._post(
            "/sandbox/messages",
            {**self._speaker(), "chat": self.place.chat, "kind": kind, "text": text}
            | ({"reply_to": reply_to} if reply_to else {}),
        )

    async def _press(self, number: str) -> None:
        buttons = self._pressable["buttons"] if self._pressable else []
        if not number.isdecimal() or not 1 <= int(number) <= len(buttons) or not self._pressable:
            _show("没有这个按钮。")
            return
        press = buttons[int(number) - 1]["press"]
        answer = await self._post(
            "/sandbox/presses",
            {**self._speaker(), "message": self._pressable["id"], "press": press},
        )
        if answer.get("toast"):
            _show(f"  ({answer['toast']})")

    async def _quote(self, words: str) -> None:
        number, _, text = words.partition(" ")
        if number.isdecimal() and text:
            await self._say(text, int(number))
        else:
            _show("用法：/quote 12 我参加")

    @property
    def _buttons(self) -> list[str]:
        shown = self._pressable["buttons"] if self._pressable else []
        return [str(number) for number, _ in enumerate(shown, 1)]

    async def _names(self) -> list[str]:
        return [person["name"] for person in (await self._get("/sandbox/people"))["people"]]

    async def _groups(self) -> list[str]:
        chats = (await self._get("/sandbox/chats"))["chats"]
        return [chat["id"] for chat in chats if chat["kind"] == "group"]

    async def _speak_as(self, name: str) -> None:
        people = (await self._get("/sandbox/people"))["people"]
        known = {person["name"]: person["id"] for person in people}
        if name:
            await self._go(replace(self.place, person=known.get(name, name), name=name))
        else:
            _show("、".join(known) or "还没有人说过话。")

    async def _to_group(self, group: str) -> None:
        await self._go(replace(self.place, group=group or self.place.group, is_private=False))

    async def _to_private(self, _: str) -> None:
        await self._go(replace(self.place, is_private=True))

    async def _go(self, place: Place) -> None:
        if place.chat != self.place.chat:
            self._seen = 0
        self.place = place
        await self.catch_up()

    async def _clock(self, moment: str) -> None:
        answer = await (
            self._post("/sandbox/clock", {"now": moment}) if moment else self._get("/sandbox/clock")
        )
        _show(f"  现在是 {answer.get('now', '?')}")

    async def _help(self, _: str) -> None:
        _show(HELP)

    def _speaker(self) -> dict[str, Any]:
        return {"person": self.place.person, "name": self.place.name}

    def _print(self, messages: list[Mapping[str, Any]]) -> None:
        for message in messages:
            if message["id"] <= self._seen:
                continue
            self._seen = message["id"]
            if message["from"] == "bot":
                named = _NUMBERED.findall(message["text"])
                self._numbers |= {int(one or other) for one, other in named}
            if message["from"] != self.place.person:
                _show(_lines(message))
            if message["buttons"]:
                self._pressable = message

    async def _get(self, path: str) -> dict[str, Any]:
        async with self._http.get(self._address + path) as response:
            return _checked(await response.json())

    async def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._http.post(self._address + path, json=body) as response:
            return _checked(await response.json())


async def converse(
    settings: Settings, start: datetime | None, seed: str, history: Path | None = None
) -> None:
    """Run the sandbox and talk in the terminal until /quit or the end of input.

    What is typed is kept in the file `history`, by default in the user's state directory.
    """
    settings = replace(settings, http=Http(host="127.0.0.1", port=0))
    async with sandbox(settings, start, seed) as address, aiohttp.ClientSession() as http:
        terminal = Terminal(address, http, await _entrance(address, http))
        _show("输入 /help 看看怎么用，/quit 离开。")
        await terminal.catch_up()
        if sys.stdin.isatty():
            await _prompt(
                terminal, LineHistory(history or default_path(), [settings.owner_code or ""])
            )
        else:
            await _read(terminal)


async def _prompt(terminal: Terminal, history: LineHistory) -> None:
    completing = terminal.completing()
    session: PromptSession[str] = PromptSession(
        history=history, completer=completing, complete_while_typing=False
    )
    watching = asyncio.ensure_future(terminal.watch())
    try:
        with patch_stdout():
            while (line := await session.prompt_async(lambda: terminal.place.prompt)) != "/quit":
                watching.cancel()
                await terminal.take(line)
                await terminal.catch_up()
                watching = asyncio.ensure_future(terminal.watch())
    except (EOFError, KeyboardInterrupt):
        return
    finally:
        watching.cancel()


async def _read(terminal: Terminal) -> None:
    """Take lines from a pipe, one after the other."""
    while (line := await asyncio.to_thread(sys.stdin.readline)) and line.strip() != "/quit":
        await terminal.take(line.rstrip("\n"))
        await terminal.catch_up()


def _offering(found: Callable[[], list[str]]) -> Callable[[], Awaitable[list[str]]]:
    async def offers() -> list[str]:
        return found()

    return offers


async def _entrance(address: str, http: aiohttp.ClientSession) -> Place:
    async with http.get(f"{address}/sandbox/chats") as response:
        chats = (await response.json())["chats"]
    groups = [chat["id"] for chat in chats if chat["kind"] == "group"]
    return Place("王阿姨", "王阿姨", groups[0] if groups else "院里")


def _lines(message: Mapping[str, Any]) -> str:
    buttons = "  ".join(
        f"[{number} {button['label']}]" for number, button in enumerate(message["buttons"], 1)
    )
    return f"#{message['id']} {message['name']}：{message['text']}" + (
        f"\n  {buttons}" if buttons else ""
    )


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        _show(f"  !! {answer['error']}")
    return {"messages": [], "people": [], **answer}


def _show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
