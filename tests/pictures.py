"""Draws what members see on Telegram, from what the bot really says there: `make pictures`.

The page is plain and our own: it shows the messages, quotes, buttons and notes, not Telegram's looks.
"""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from bot.settings import Mode
from tests.chat import CODE, COMMUNITY, GROUP, OWNER
from tests.peers.telegram import BotApi
from tests.servers import sqlite_template
from tests.telegram import TelegramChat, identity, on_telegram
from tests.web.browser import chromium

NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人 带手套"
WIDTH, SCALE = 390, 1.5
STYLE = """
body { margin: 0; font: 16px/1.45 "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #1c2320 }
.phone { width: 390px; background: #e9ede6 }
header { padding: 11px 16px; background: #35584a; color: #fff; font-weight: 600 }
main { padding: 8px 12px 14px; display: flex; flex-direction: column; gap: 8px }
.news { align-self: center; font-size: 13px; color: #5c665f }
.message { max-width: 320px; align-self: flex-start }
.message.mine { align-self: flex-end }
.said { padding: 7px 12px; border-radius: 10px; background: #fff; white-space: pre-wrap }
.mine .said { background: #d9ecc9 }
.who { font-size: 13px; font-weight: 600; color: #35584a }
.quote { margin: 2px 0 4px; padding-left: 8px; border-left: 3px solid #7f9d8f; font-size: 13px;
  color: #5c665f; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.row { display: flex; gap: 4px; margin-top: 4px }
.row span { flex: 1; padding: 7px 4px; border-radius: 8px; background: #c9d6cd; text-align: center;
  font-size: 15px }
.note { align-self: center; padding: 8px 14px; border-radius: 8px; background: #2b332f; color: #fff;
  font-size: 15px }
"""


class Sight:
    """What stands on one screen, so far; `reader` holds the phone."""

    def __init__(self, chat: TelegramChat, place: int, title: str, reader: str) -> None:
        self._chat = chat
        self._place = place
        self._title = title
        self._reader = reader
        self._skipped = set(chat.api.messages[place])
        self._between: dict[int, list[str]] = {}

    def tell(self, words: str, kind: str = "news") -> None:
        """Add what is no message: what happened, or the note that a press gets."""
        line = f'<div class="{kind}">{escape(words)}</div>'
        last = max(self._chat.api.messages[self._place], default=0)
        self._between.setdefault(last, []).append(line)

    def html(self) -> str:
        shown = self._between.get(0, [])[:]
        for number, message in sorted(self._chat.api.messages[self._place].items()):
            if number not in self._skipped:
                shown.append(self._message(message))
            shown += self._between.get(number, [])
        body = "".join(shown)
        return (
            f'<!doctype html><html lang="zh"><style>{STYLE}</style><div class="phone">'
            f"<header>{escape(self._title)}</header><main>{body}</main></div>"
        )

    def _message(self, message: Mapping[str, Any]) -> str:
        name = message["from"]["first_name"]
        side = "message mine" if name == self._reader else "message"
        who = "" if name == self._reader else f'<div class="who">{escape(name)}</div>'
        quoted = message.get("reply_to_message", {}).get("text", "").partition("\n")[0]
        quote = f'<div class="quote">{escape(quoted)}</div>' if quoted else ""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = "".join(_row(row) for row in rows)
        # Telegram keeps to itself what a link carries.
        said = "/start" if message["text"].startswith("/start") else message["text"]
        return (
            f'<div class="{side}"><div class="said">{who}{quote}{escape(said)}</div>{buttons}</div>'
        )


def _row(row: Iterable[Mapping[str, Any]]) -> str:
    buttons = (escape(button["text"]) + (" ↗" if "url" in button else "") for button in row)
    return f'<div class="row">{"".join(f"<span>{each}</span>" for each in buttons)}</div>'


async def coming(chat: TelegramChat) -> Sight:
    """The bot comes into a group that it hears little of, and is put to work."""
    await chat.tells(OWNER, f"认领 {CODE}")
    sight = Sight(chat, chat.group(), GROUP, OWNER)
    sight.tell(f"{OWNER}把有呼加进了群")
    await chat.becomes("member", was="left")
    await chat.quotes(OWNER, await chat.last(), f"启用 {COMMUNITY}")
    sight.tell(f"{OWNER}把有呼设为管理员")
    await chat.becomes("administrator", was="member")
    return sight


async def publishing(chat: TelegramChat) -> Sight:
    """One line, the preview, the card."""
    sight = Sight(chat, chat.group(), GROUP, OWNER)
    await chat.says(OWNER, NOTICE)
    await chat.says(OWNER, "确认")
    return sight


async def signing_up(chat: TelegramChat) -> Sight:
    """A press, a quote, a word; the card counts along."""
    card = await chat.last()
    sight = Sight(chat, chat.group(), GROUP, "王阿姨")
    await chat.says(OWNER, "活动 1")
    card = await chat.last()
    await chat.quotes("李叔", card, "我参加")
    await chat.says("赵姐", "我和老伴一起参加")
    sight.tell(await chat.presses("王阿姨", card, "报名"), "note")
    await chat.clock("2026-11-22T10:20")
    return sight


async def in_private(chat: TelegramChat) -> Sight:
    """From the group's reminder into a private chat."""
    await chat.says(OWNER, "报名链接 1")
    link = (await chat.last()).buttons["私下报名"]
    sight = Sight(chat, identity("王阿姨"), "有呼", "王阿姨")
    sight.tell("王阿姨按了群里的“以后私下提醒我”")
    await chat.tells("王阿姨", f"/start {link.partition('start=')[2]}")
    await chat.clock("2026-11-27T19:00")
    return sight


STORY = {
    "telegram-coming": coming,
    "telegram-publishing": publishing,
    "telegram-signing-up": signing_up,
    "telegram-private": in_private,
}


@asynccontextmanager
async def conversation() -> AsyncIterator[TelegramChat]:
    """Run the bot in privacy mode against the peer, on a database of its own."""
    api = BotApi()
    api.me["can_read_all_group_messages"] = False
    with tempfile.TemporaryDirectory() as folder:
        template = sqlite_template(Path(folder))
        database = Path(folder) / "youhu.db"
        shutil.copyfile(template, database)
        url = f"sqlite:///{database}"
        async with api.served(), on_telegram(url, Mode.POLLING, api) as chat:
            yield chat


async def draw(page: Page, sight: Sight, path: Path) -> None:
    await page.set_content(sight.html())
    await page.locator(".phone").screenshot(path=path)


async def main(folder: Path) -> None:
    async with chromium() as browser, conversation() as chat:
        size = {"width": WIDTH, "height": 800}
        page = await browser.new_page(viewport=size, device_scale_factor=SCALE)  # type: ignore[arg-type]
        for name, tell in STORY.items():
            await draw(page, await tell(chat), folder / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
