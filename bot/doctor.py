"""Looks at every account of a configuration and says what to do."""

from dataclasses import fields

import aiohttp

from bot.accounts import Surroundings
from bot.clock import SystemClock
from bot.kinds import accounts
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
            can = platform.capabilities
            lines += [f"  ok    {each.name}: {getattr(can, each.name)}" for each in fields(can)]
    return lines or ["No platform is configured."], is_well
