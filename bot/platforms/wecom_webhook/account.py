"""A webhook at work: its group is enabled for the community it is there for."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot import logs, settings
from bot.accounts import Parts, Surroundings
from bot.platform import Menu
from bot.platforms.wechat.calls import Calls
from bot.platforms.wechat.groups import enter
from bot.platforms.wecom_webhook.client import GROUP, NAME, WecomWebhook
from bot.settings import SettingsError
from storage.database import Database
from storage.types import Address

OFFICIAL = "https://qyapi.weixin.qq.com"


class Account:
    def __init__(self, wanted: settings.WecomWebhook, around: Surroundings) -> None:
        if wanted.community is None:
            raise SettingsError(
                f"wecom_webhook.{wanted.name}: community is missing; nobody can enable a group "
                "that hears nothing"
            )
        logs.hide(wanted.key)
        self._community = wanted.community
        calls = Calls(around.session, wanted.api_base or OFFICIAL)
        self.platform = WecomWebhook(wanted.name, wanted.key, calls)

    async def open(self) -> None:
        """Whether the key is good shows with the first message."""

    async def check(self) -> AsyncIterator[tuple[bool, str]]:
        """To try the key would say something in the group, so nothing is tried."""
        yield True, f"speaks for {self._community}; only a message tries the key"

    def at_work(self, parts: Parts) -> "Working":
        return Working(self.platform.account, self._community, parts.database)


@dataclass(frozen=True, slots=True)
class Working:
    account: str
    community: str
    database: Database

    def routes(self) -> list[web.RouteDef]:
        return []

    async def run(self, menus: Sequence[Menu]) -> None:  # noqa: ARG002 nobody could see them
        """Let the group be told what is for its community."""
        address = Address(NAME, self.account, GROUP)
        await self.database.write(lambda store: enter(store, address, self.account, self.community))

    async def close(self) -> None:
        """Nothing is open."""
