"""A self-built app at work: its token, its callback, the group it speaks in."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import logs, settings
from bot.accounts import Parts, Surroundings
from bot.platform import Menu
from bot.platforms.wechat.calls import ApiError, Calls, LostError, UnreachableError
from bot.platforms.wechat.crypto import Envelope
from bot.platforms.wechat.groups import enter
from bot.platforms.wechat.tokens import Kept, Memory, Tokens
from bot.platforms.wecom_app.callback import Callback, path_of
from bot.platforms.wecom_app.client import WecomApp
from bot.platforms.wecom_app.decode import NAME, Decoder
from bot.settings import SettingsError
from storage.database import Database
from storage.types import Address

log = logging.getLogger(__name__)

OFFICIAL = "https://qyapi.weixin.qq.com"
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
WRONG_SECRET = frozenset({40001, 40013, 42001})
_ADVICE = {
    60020: "add this machine's address to the app's trusted ones (企业可信IP)",
    40013: "corp_id is wrong",
    40001: "secret is wrong: copy it anew from the app's page",
}


class Account:
    def __init__(self, wanted: settings.WecomApp, around: Surroundings) -> None:
        if wanted.group and not (wanted.community and len(group_of(wanted)["userlist"]) > 1):
            raise SettingsError(
                f"wecom_app.{wanted.name}: a group needs community and two members at least "
                "(group_owner, group_members)"
            )
        for secret in (wanted.secret, wanted.token, wanted.aes_key):
            logs.hide(secret)
        try:
            self._envelope = Envelope(wanted.token, wanted.aes_key, wanted.corp_id)
        except ValueError:
            raise SettingsError(
                f"wecom_app.{wanted.name}.aes_key: an EncodingAESKey has 43 characters"
            ) from None
        self._calls = Calls(around.session, wanted.api_base or OFFICIAL)
        shelf: Kept | Memory = Memory(around.clock)
        if around.database is not None:
            shelf = Kept(around.database, around.clock, NAME, wanted.name)
        self._tokens = Tokens(self._fetch, shelf, around.clock)
        ways = (self._calls, self._tokens)
        decoder = Decoder(wanted.name, wanted.community)
        self.platform = WecomApp(decoder, wanted.agent_id, ways)
        self._wanted = wanted
        self._public_url = around.public_url

    async def _fetch(self) -> tuple[str, int]:
        wanted = self._wanted
        answer = await self._calls.ask(
            "GET", "/cgi-bin/gettoken", {}, corpid=wanted.corp_id, corpsecret=wanted.secret
        )
        return str(answer["access_token"]), int(answer["expires_in"])

    async def open(self) -> None:
        """Ask for a token, if WeCom answers. Raises SettingsError when the secret is refused."""
        try:
            await self._tokens.get()
        except ApiError as error:
            if error.code in WRONG_SECRET:
                raise SettingsError(
                    f"wecom_app.{self._wanted.name}: {_ADVICE.get(error.code, error)}"
                ) from None
            log.error("WeCom refuses", extra={"reason": str(error)})  # noqa: TRY400 it says all
        except (UnreachableError, LostError) as error:
            log.warning("WeCom does not answer yet", extra={"reason": str(error)})

    async def check(self) -> AsyncIterator[tuple[bool, str]]:
        """Try the secret, and tell the address that stands in WeCom's console."""
        path = path_of(self._wanted.name)
        if self._public_url is None:
            yield False, f"http.public_url is missing: WeCom calls PUBLIC_URL{path}"
        else:
            yield True, f"WeCom calls {self._public_url.rstrip('/')}{path}"
        try:
            await self._tokens.get()
        except ApiError as error:
            yield False, _ADVICE.get(error.code, f"WeCom refuses: {error}")
        except (UnreachableError, LostError) as error:
            yield False, f"WeCom does not answer ({error}): check the network and api_base"
        else:
            yield True, "corp_id and secret are good"

    def at_work(self, parts: Parts) -> "Working":
        callback = Callback(self.platform, self._envelope, parts)
        return Working(self.platform, callback, self._wanted, parts.database)


@dataclass(frozen=True, slots=True)
class Working:
    platform: WecomApp
    callback: Callback
    wanted: settings.WecomApp
    database: Database

    def routes(self) -> list[web.RouteDef]:
        return self.callback.routes()

    async def run(self, menus: Sequence[Menu]) -> None:  # noqa: ARG002 members see none
        """Make the group that is wished for, and let it be told. WeCom calls meanwhile."""
        name, community = self.wanted.group, self.wanted.community
        if name is None or community is None:
            return
        group = group_of(self.wanted)
        wait = FIRST_PAUSE
        while not await self._make(group):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_PAUSE)
        address = Address(NAME, self.wanted.name, group["chatid"])
        await self.database.write(lambda store: enter(store, address, name, community))

    async def _make(self, group: Mapping[str, Any]) -> bool:
        try:
            await self.platform.make_group(group)
        except (ApiError, UnreachableError, LostError) as error:
            log.warning("group not made", extra={"reason": str(error)})
            return False
        return True

    async def close(self) -> None:
        await self.callback.close()


def group_of(wanted: settings.WecomApp) -> dict[str, Any]:
    """Return the body of appchat/create; its id is the same at every start."""
    members = [each.strip() for each in (wanted.group_members or "").split("|") if each.strip()]
    owner = wanted.group_owner or next(iter(members), "")
    whole = f"{wanted.corp_id}/{wanted.agent_id}/{wanted.name}/{wanted.group}"
    return {
        "name": wanted.group,
        "owner": owner,
        "userlist": list(dict.fromkeys([owner, *members])),
        "chatid": hashlib.sha256(whole.encode()).hexdigest()[:32],
    }
