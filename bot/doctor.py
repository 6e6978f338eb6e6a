"""Looks at every account of a configuration and says what to do."""

import aiohttp

from bot.clock import SystemClock
from bot.platforms.telegram.account import Account
from bot.platforms.telegram.checks import check
from bot.settings import Settings


async def examine(settings: Settings) -> tuple[list[str], bool]:
    """Return a line for each finding, and whether all is well."""
    lines: list[str] = []
    is_well = True
    async with aiohttp.ClientSession() as session:
        for each in settings.telegram:
            account = Account(each, settings.http.public_url, session)
            lines.append(f"telegram.{each.name}")
            async for is_fine, finding in check(account, SystemClock()):
                lines.append(f"  {'ok  ' if is_fine else 'look'}  {finding}")
                is_well = is_well and is_fine
    return lines or ["No platform is configured."], is_well
