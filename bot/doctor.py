"""Looks at every account of a configuration and says what to do."""

import aiohttp

from bot.accounts import Surroundings
from bot.clock import SystemClock
from bot.kinds import accounts
from bot.matrix import facts
from bot.settings import Settings


async def examine(settings: Settings) -> tuple[list[str], bool]:
    """Return a line for each finding, and whether all is well."""
    lines: list[str] = []
    is_well = True
    async with aiohttp.ClientSession() as session:
        around = Surroundings(session, SystemClock(), settings.http.public_url)
        for account in accounts(settings, around):
            platform = account.platform
            lines.append(f"{platform.name}.{platform.account}")
            async for is_fine, finding in account.check():
                lines.append(f"  {'ok  ' if is_fine else 'look'}  {finding}")
                is_well = is_well and is_fine
            lines += [f"  ok    {name}: {what}" for name, what in facts(platform.capabilities)]
    return lines or ["No platform is configured."], is_well


async def make_menus(settings: Settings) -> list[str]:
    """Make the menus that are made by command; return a line for each account.

    Raises SettingsError for an account that is refused.
    """
    from bot.platforms.official_account.account import accounts as oa  # noqa: PLC0415

    async with aiohttp.ClientSession() as session:
        around = Surroundings(session, SystemClock(), settings.http.public_url)
        made = [await account.make_menu() for account in oa(settings.official_account, around)]
    return made or ["No account has a menu that is made by command."]
