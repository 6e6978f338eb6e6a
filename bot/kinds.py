"""Every kind of account that a configuration may have. A platform is one line here."""

from collections.abc import Callable, Iterator

from bot.accounts import Account, Surroundings
from bot.settings import Settings


def accounts(settings: Settings, around: Surroundings) -> list[Account]:
    """Return the accounts of a configuration. Raises SettingsError for one that can't work."""
    return [account for kind in KINDS for account in kind(settings, around)]


# What no account needs is not loaded: the sandbox goes without all of them.
def _telegram(settings: Settings, around: Surroundings) -> Iterator[Account]:
    if settings.telegram:
        from bot.platforms.telegram.account import Account as Telegram  # noqa: PLC0415

        yield from (Telegram(each, around) for each in settings.telegram)


def _wecom_bot(settings: Settings, around: Surroundings) -> Iterator[Account]:
    if settings.wecom_bot:
        from bot.platforms.wecom_bot.account import accounts as bots  # noqa: PLC0415

        yield from bots(settings.wecom_bot, around)


def _official_account(settings: Settings, around: Surroundings) -> Iterator[Account]:
    if settings.official_account:
        from bot.platforms.official_account.account import accounts as oa  # noqa: PLC0415

        yield from oa(settings.official_account, around)


def _wecom_app(settings: Settings, around: Surroundings) -> Iterator[Account]:
    if settings.wecom_app:
        from bot.platforms.wecom_app.account import Account as App  # noqa: PLC0415

        yield from (App(each, around) for each in settings.wecom_app)


def _wecom_webhook(settings: Settings, around: Surroundings) -> Iterator[Account]:
    if settings.wecom_webhook:
        from bot.platforms.wecom_webhook.account import Account as Webhook  # noqa: PLC0415

        yield from (Webhook(each, around) for each in settings.wecom_webhook)


Kind = Callable[[Settings, Surroundings], Iterator[Account]]
KINDS: tuple[Kind, ...] = (
    _telegram,
    _wecom_bot,
    _wecom_app,
    _wecom_webhook,
    _official_account,
)
