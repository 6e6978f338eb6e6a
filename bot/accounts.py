"""What an account on a platform is to the program: opened, checked, put to work, closed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from aiohttp import web

from bot.clock import Clock
from bot.delivery.deliveries import Deliveries
from bot.delivery.wording import Wording
from bot.intake import Intake
from bot.platform import Menu, Platform
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an account is built from besides its own settings. `database` is None for the doctor."""

    session: aiohttp.ClientSession
    clock: Clock
    public_url: str | None = None
    database: Database | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """What an account works with once the program runs."""

    database: Database
    clock: Clock
    intake: Intake
    deliveries: Deliveries
    wording: Wording


class Working(Protocol):
    """An account that reads and answers."""

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return what the HTTP server has to serve for it."""
        ...

    async def run(self, menus: Sequence[Menu]) -> None:
        """Offer the menus and read what comes, until cancelled."""
        ...

    async def close(self) -> None: ...


class Account(Protocol):
    """One account of the configuration."""

    @property
    def platform(self) -> Platform: ...

    async def open(self) -> None:
        """Find out who the bot is. Raises SettingsError for an account that is refused."""
        ...

    def check(self) -> AsyncIterator[tuple[bool, str]]:
        """Yield for each finding whether it is well, and what is so or what to do."""
        ...

    def at_work(self, parts: Parts) -> Working: ...
