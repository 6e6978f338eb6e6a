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


Kind = Callable[[Settings, Surroundings], Iterator[Account]]
KINDS: tuple[Kind, ...] = (_telegram,)
