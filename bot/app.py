"""The composition root: builds the parts, runs them in one TaskGroup, closes them in order."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.accounts import Account, Parts, Surroundings
from bot.albums import Albums
from bot.clock import Clock, SystemClock
from bot.delivery.pump import Pump
from bot.delivery.wording import Wording
from bot.doorbell import Doorbell
from bot.intake import Intake
from bot.kinds import accounts as accounts_of
from bot.menus import menus
from bot.platform import Platform, Platforms
from bot.platforms.sandbox.client import Sandbox
from bot.platforms.sandbox.transport import ANSWER_WITHIN, Bot, Transport
from bot.scheduler import Scheduler
from bot.settings import Settings, SettingsError
from bot.timelapse import Timelapse, resume
from bot.web.server import application, sandbox_page
from handlers.actions import demo, posters, setup
from handlers.commands import all_commands
from handlers.dispatch import Dispatcher
from handlers.texts import Texts
from storage.database import Database, open_database
from storage.store import Store, Wake

OWNER_CODE = "owner_code"
TIMEZONE = "timezone"


@dataclass(frozen=True, slots=True)
class Core:
    """The parts every platform stands on."""

    database: Database
    clock: Clock
    intake: Intake
    pump: Pump
    scheduler: Scheduler
    wording: Wording
    texts: Texts


@dataclass(frozen=True, slots=True)
class Service:
    """The bot at work on real platforms, and the address of its one HTTP server."""

    address: str
    core: Core


@asynccontextmanager
async def core(
    settings: Settings, database: Database, clock: Clock, platforms: Sequence[Platform]
) -> AsyncIterator[Core]:
    """Run intake, delivery and the scheduler over these platforms."""
    texts = Texts(Path(settings.texts) if settings.texts else None)
    wording = Wording(texts, clock, settings.language, settings.timezone)
    doorbell = Doorbell()
    pump = Pump(database, Platforms(platforms), wording, doorbell, clock)
    dispatcher = Dispatcher(all_commands())
    albums = Albums(Platforms(platforms), dispatcher)
    scheduler = Scheduler(database, doorbell, clock, albums.act)
    database.on_commit = lambda wake: _wake(wake, doorbell)
    intake = Intake(database, dispatcher, clock)
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(database.watch())
        pump.start(tasks)
        await scheduler.start()
        try:
            yield Core(database, clock, intake, pump, scheduler, wording, texts)
        finally:
            await scheduler.stop()
            await pump.stop()
            watching.cancel()


@asynccontextmanager
async def sandbox(
    settings: Settings,
    start: datetime | None = None,
    seed: str = "demo",
    *,
    answer_within: float = ANSWER_WITHIN,
) -> AsyncIterator[str]:
    """Run the bot on the sandbox; give the address at which it is served.

    Raises DatabaseRefusedError when the database can't be used, OSError when the port can't.
    """
    async with _database(settings.database) as database:
        clock = await resume(database, start)
        await _prepare(database, settings, seed, clock)
        platform = Sandbox(database, clock)
        await platform.open()
        async with core(settings, database, clock, [platform]) as parts:
            lapse = Timelapse(clock, parts.scheduler, parts.pump, database)
            bot = Bot(
                database, parts.intake, parts.pump.deliveries, parts.wording, clock, lapse.move
            )
            transport = Transport(platform, bot, answer_within=answer_within)
            routes = [*transport.routes(), *sandbox_page()]
            async with _served(database, routes, settings.http.host, settings.http.port) as port:
                try:
                    yield f"http://{settings.http.host}:{port}"
                finally:
                    platform.hang_up()


@asynccontextmanager
async def run(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Service]:
    """Run the bot on the platforms of the configuration; give the service that runs.

    Raises SettingsError for an account that is refused, DatabaseRefusedError, OSError.
    """
    if not settings.has_accounts:
        raise SettingsError(
            "No platform is configured: nothing to run. Try it out with: python -m bot sandbox"
        )
    async with _database(settings.database) as database, aiohttp.ClientSession() as session:
        clock = clock or SystemClock()
        await _prepare(database, settings, "empty", clock)
        around = Surroundings(session, clock, settings.http.public_url, database)
        accounts = accounts_of(settings, around)
        await asyncio.gather(*(account.open() for account in accounts))
        platforms = [account.platform for account in accounts]
        async with (
            core(settings, database, clock, platforms) as parts,
            _working(settings, accounts, parts) as port,
        ):
            yield Service(f"http://{settings.http.host}:{port}", parts)


@asynccontextmanager
async def _working(
    settings: Settings, accounts: Sequence[Account], core: Core
) -> AsyncIterator[int]:
    """Serve what the accounts need, then let them read; give the port."""
    reader = core.wording.of(None).reader
    offered = menus(all_commands().commands, core.texts, reader)
    parts = Parts(core.database, core.clock, core.intake, core.pump.deliveries, core.wording)
    working = [account.at_work(parts) for account in accounts]
    routes = [route for each in working for route in each.routes()]
    async with (
        _served(core.database, routes, settings.http.host, settings.http.port) as port,
        asyncio.TaskGroup() as tasks,
    ):
        running = [tasks.create_task(each.run(offered)) for each in working]
        try:
            yield port
        finally:
            for task in running:
                task.cancel()
    for each in working:
        await each.close()


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _served(
    database: Database, routes: Iterable[web.AbstractRouteDef], host: str, port: int
) -> AsyncIterator[int]:
    runner = web.AppRunner(application(database, routes), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _prepare(database: Database, settings: Settings, seed: str, clock: Clock) -> None:
    """Settle the owner's code, and plant the demo community in a database that is new."""
    made = secrets.token_hex(4)

    def prepare(store: Store) -> bool:
        known = store.settings.get(OWNER_CODE)
        store.settings.put(TIMEZONE, settings.timezone)
        store.settings.put(posters.LINK, settings.poster_link or "")
        if settings.owner_code is not None or known is None:
            store.settings.put(OWNER_CODE, settings.owner_code or made)
        if known is None and seed == "demo":
            demo.plant(store, clock.now())
        for account in settings.official_account:
            if account.community is not None:
                setup.found(store, account.community, clock.now())
        return settings.owner_code is None and known is None

    if await database.write(prepare):
        print(f"owner code: {made}", flush=True)  # noqa: T201 told once, to whoever starts it


def _wake(wake: Wake, doorbell: Doorbell) -> None:
    for chat_id in wake.chats:
        doorbell.ring(chat_id)
    for chat_id in wake.stale:
        doorbell.ring_stale(chat_id)
    if wake.due_at is not None:
        doorbell.on_alarm(wake.due_at)
