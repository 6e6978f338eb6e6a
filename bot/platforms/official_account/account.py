"""An account at work: its token, its callback, the community it is there for."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot import logs, settings
from bot.accounts import Parts, Surroundings
from bot.platform import Menu
from bot.platforms.official_account.api import OFFICIAL, Api, fetch_token
from bot.platforms.official_account.callback import Callback, Door
from bot.platforms.official_account.checks import ADVICE, PLAIN, check
from bot.platforms.official_account.client import OfficialAccount, Phrases, Templates
from bot.platforms.official_account.decode import NAME
from bot.platforms.official_account.encode import template_fields
from bot.platforms.official_account.menus import WORDS, create
from bot.platforms.official_account.reach import Ledger
from bot.platforms.official_account.receiver import Receiver
from bot.platforms.wechat.calls import ApiError, Calls, LostError, UnreachableError
from bot.platforms.wechat.crypto import Envelope
from bot.platforms.wechat.tokens import Kept, Memory, Tokens
from bot.settings import Encrypt, SettingsError
from handlers.message import text

log = logging.getLogger(__name__)

# The platform waits five seconds; the way there and back takes its part.
ANSWER_WITHIN = 4.5
_REFUSED = frozenset({40001, 40013, 40125})


class Account:
    def __init__(self, wanted: settings.OfficialAccount, around: Surroundings) -> None:
        logs.hide(wanted.secret)
        logs.hide(wanted.token)
        logs.hide(wanted.aes_key)
        self._wanted = wanted
        self._around = around
        calls = Calls(around.session, wanted.api_base or OFFICIAL)
        shelf = (
            Memory(around.clock)
            if around.database is None
            else Kept(around.database, around.clock, NAME, wanted.name)
        )

        async def fetch() -> tuple[str, int]:
            return await fetch_token(calls, wanted.app_id, wanted.secret)

        self.api = Api(calls, Tokens(fetch, shelf, around.clock))
        self._door = Door(wanted.token, _envelope(wanted))
        self.platform = OfficialAccount(
            wanted.name, self.api, around.clock, wanted.community, _templates(wanted)
        )
        self.platform.can_push = wanted.customer_service is settings.Rights.YES

    async def open(self) -> None:
        """Ask for a token. Raises SettingsError when the account is refused."""
        if self._wanted.encrypt is Encrypt.PLAIN:
            log.warning(PLAIN)
        if not self.platform.can_push:
            return
        try:
            await self.api.tokens.get()
        except ApiError as error:
            if error.code in _REFUSED:
                raise SettingsError(
                    f"official_account.{self._wanted.name}: {ADVICE[error.code]}"
                ) from None
            log.error("the account is not set up", extra={"reason": error})  # noqa: TRY400 it says all
        except (UnreachableError, LostError) as error:
            log.warning("WeChat does not answer yet", extra={"reason": error})

    def check(self) -> AsyncIterator[tuple[bool, str]]:
        return check(self._wanted, self.api, self._around.public_url)

    async def make_menu(self) -> str:
        """Show the menu from now on. Raises SettingsError when it is refused."""
        name = f"{NAME}.{self._wanted.name}"
        try:
            await create(self.api)
        except (ApiError, UnreachableError, LostError) as error:
            raise SettingsError(f"{name}: the menu is not made: {error}") from None
        return f"{name}: the menu shows {', '.join(WORDS)}"

    def at_work(self, parts: Parts) -> "Working":
        words = parts.wording.of(None)
        self.platform.phrases = Phrases(
            late=words.word(text("answer-late")),
            cut=words.word(text("answer-cut")),
            last=words.word(text("answer-last")),
            code=words.word(text("answer-code")),
        )
        ledger = Ledger(parts.database, parts.clock, self._wanted.subscribe_id)
        self.platform.ledger = ledger
        receiver = Receiver(self.platform, parts, ledger, ANSWER_WITHIN)
        return Working(receiver, Callback(receiver, self._door, parts.clock))


@dataclass(frozen=True, slots=True)
class Working:
    """An account that reads and answers."""

    receiver: Receiver
    callback: Callback

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        return self.callback.routes()

    async def run(self, menus: Sequence[Menu]) -> None:
        """Nothing runs by itself: the platform calls. Its menu is made by command."""

    async def close(self) -> None:
        await self.receiver.close()


def accounts(wanted: Iterable[settings.OfficialAccount], around: Surroundings) -> Iterator[Account]:
    return (Account(each, around) for each in wanted)


def _envelope(wanted: settings.OfficialAccount) -> Envelope | None:
    where = f"official_account.{wanted.name}.aes_key"
    if wanted.encrypt is Encrypt.PLAIN:
        return None
    if wanted.aes_key is None:
        raise SettingsError(f'{where} is missing: copy EncodingAESKey, or set encrypt = "plain"')
    try:
        return Envelope(wanted.token, wanted.aes_key, wanted.app_id)
    except ValueError as error:
        raise SettingsError(f"{where}: {error}") from None


def _templates(wanted: settings.OfficialAccount) -> Templates:
    return Templates(
        wanted.template_id,
        template_fields(wanted.template_fields) if wanted.template_id else {},
        wanted.subscribe_id,
        template_fields(wanted.subscribe_fields) if wanted.subscribe_id else {},
    )
