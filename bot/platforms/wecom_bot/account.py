"""An AI bot at work, by a connection of its own or by callbacks."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot import logs, settings
from bot.accounts import Account, Parts, Surroundings
from bot.platform import Menu
from bot.platforms.wechat.crypto import Envelope
from bot.platforms.wechat.faces import Faces
from bot.platforms.wecom_bot.answering import ByCallback
from bot.platforms.wecom_bot.callbacks import Callbacks, path_of
from bot.platforms.wecom_bot.client import WecomBot
from bot.platforms.wecom_bot.connection import OFFICIAL, Connection, Pace
from bot.platforms.wecom_bot.decode import Decoder
from bot.platforms.wecom_bot.receiver import Receiver
from bot.platforms.wecom_bot.speaking import ByConnection
from bot.settings import SettingsError


class Connected:
    """An AI bot that keeps a connection: it can speak at any time, and needs no address."""

    def __init__(
        self, wanted: settings.WecomBot, around: Surroundings, pace: Pace | None = None
    ) -> None:
        if wanted.bot_id is None or wanted.secret is None:
            raise SettingsError(
                f"wecom_bot.{wanted.name}: a connection needs bot_id and secret; "
                'callbacks need mode = "webhook", token and aes_key'
            )
        logs.hide(wanted.secret)
        url = wanted.ws_url or OFFICIAL
        subscribe = {"bot_id": wanted.bot_id, "secret": wanted.secret}
        self._connection = Connection(around.session, url, subscribe, pace or Pace())
        self._speaking = ByConnection(self._connection)
        decoder = Decoder(wanted.name, wanted.display_name, wanted.community)
        self.platform = WecomBot(decoder, self._speaking, pushes=True)
        self._wanted = wanted

    async def open(self) -> None:
        """Whether the secret is good shows when it subscribes."""

    async def check(self) -> AsyncIterator[tuple[bool, str]]:
        """To subscribe would take the connection from the bot that runs, so nothing is tried."""
        yield True, "bot_id and secret are given; only `run` tries them"
        yield _named(self._wanted)

    def at_work(self, parts: Parts) -> "Working":
        faces = Faces(parts.database, parts.wording)
        ways = (self._connection, self._speaking)
        return Working(self._connection, Receiver(self.platform, parts.intake, faces, ways))


class Called:
    """An AI bot that WeCom calls: it needs an address, and speaks only where somebody has spoken."""

    def __init__(self, wanted: settings.WecomBot, around: Surroundings) -> None:
        if wanted.token is None or wanted.aes_key is None:
            raise SettingsError(f"wecom_bot.{wanted.name}: callbacks need token and aes_key")
        logs.hide(wanted.token)
        logs.hide(wanted.aes_key)
        try:
            self._envelope = Envelope(wanted.token, wanted.aes_key, "")
        except ValueError:
            raise SettingsError(
                f"wecom_bot.{wanted.name}.aes_key: an EncodingAESKey has 43 characters"
            ) from None
        self._answering = ByCallback(around.session, around.clock)
        decoder = Decoder(wanted.name, wanted.display_name, wanted.community)
        self.platform = WecomBot(decoder, self._answering, pushes=False)
        self._wanted = wanted
        self._public_url = around.public_url

    async def open(self) -> None:
        """There is nobody to ask: WeCom calls."""

    async def check(self) -> AsyncIterator[tuple[bool, str]]:
        """Tell the address that stands in WeCom's console."""
        path = path_of(self._wanted.name)
        if self._public_url is None:
            yield False, f"http.public_url is missing: WeCom calls PUBLIC_URL{path}"
        else:
            yield True, f"WeCom calls {self._public_url.rstrip('/')}{path}"
        yield _named(self._wanted)

    def at_work(self, parts: Parts) -> "Listening":
        return Listening(Callbacks(self.platform, self._answering, self._envelope, parts))


@dataclass(frozen=True, slots=True)
class Listening:
    callbacks: Callbacks

    def routes(self) -> list[web.RouteDef]:
        return self.callbacks.routes()

    async def run(self, menus: Sequence[Menu]) -> None:
        """WeCom calls; there is nothing to do meanwhile."""

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Working:
    connection: Connection
    receiver: Receiver

    def routes(self) -> list[web.RouteDef]:
        return []

    async def run(self, menus: Sequence[Menu]) -> None:  # noqa: ARG002 WeCom shows none
        """Stay connected until cancelled."""
        await self.connection.run(self.receiver.take)

    async def close(self) -> None:
        """The connection has ended with its task."""


def _named(wanted: settings.WecomBot) -> tuple[bool, str]:
    if wanted.display_name:
        return True, f"members call it @{wanted.display_name}"
    return False, "display_name is missing: a name with a space in it stays before what is said"


def accounts(wanted: Sequence[settings.WecomBot], around: Surroundings) -> list[Account]:
    """Return the AI bots of a configuration. Raises SettingsError."""
    ids = [each.bot_id for each in wanted if each.mode is settings.BotMode.WEBSOCKET]
    for bot_id in ids:
        if ids.count(bot_id) > 1:
            raise SettingsError(f"wecom_bot: {bot_id} stands there twice; a bot has one connection")
    return [
        Called(each, around) if each.mode is settings.BotMode.WEBHOOK else Connected(each, around)
        for each in wanted
    ]
