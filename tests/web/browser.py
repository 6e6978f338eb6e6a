"""A real browser on the sandbox's page, and the ways people use it."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TABLE = (1440, 900)
PHONE = (390, 844)


@dataclass
class Desk:
    """The page with the phones on it, and what the browser held against it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def phone(self, name: str) -> "Phone":
        return Phone(self.page.get_by_role("region", name=f"{name}的手机"))

    async def resize(self, size: tuple[int, int]) -> None:
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})

    async def hidden_width(self) -> int:
        """Return how many pixels of the page stick out of the window, sideways."""
        width: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width

    def watch(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.addresses.append(request.url))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@dataclass(frozen=True)
class Phone:
    """One person's phone."""

    element: Locator

    async def say(self, words: str) -> None:
        field = self.element.get_by_role("textbox")
        await field.fill(words)
        await field.press("Enter")

    async def turn_to(self, tab: str) -> None:
        await self.element.get_by_role("tab", name=tab).click()

    async def press(self, label: str) -> None:
        """Press a button of the newest card that has it."""
        await self.element.locator(".card-button", has_text=exactly(label)).last.click()

    def message(self, words: str) -> Locator:
        """Return the newest message on the screen that contains these words."""
        return self.element.get_by_role("log").locator(".message", has_text=words).last

    def card(self) -> Locator:
        return self.element.locator(".bubble.is-card").last

    def toast(self) -> Locator:
        return self.element.locator(".toast")


def exactly(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}$")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run the system's Chromium with a new, empty profile."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def desk(browser: Browser, address: str) -> AsyncIterator[Desk]:
    """Open the page as a new visitor; at the end nothing may have been reported or sent away."""
    context = await browser.new_context(
        locale="zh-CN", viewport={"width": TABLE[0], "height": TABLE[1]}
    )
    opened = Desk(await context.new_page())
    opened.watch()
    try:
        await opened.page.goto(address)
        yield opened
    finally:
        await context.close()
    assert opened.complaints == []
    assert [url for url in opened.addresses if not url.startswith((address, "data:"))] == []
