"""What each platform carries, side by side: read from the accounts the program would build."""

from collections.abc import Callable, Iterator, Mapping

import aiohttp

from bot.accounts import Surroundings
from bot.clock import SystemClock
from bot.kinds import accounts
from bot.platform import Capabilities
from bot.platforms.sandbox.client import Sandbox
from bot.settings import OfficialAccount, Settings, Telegram, WecomApp, WecomBot, WecomWebhook

_SAMPLE = "sample-of-no-account"
_KEY = "a" * 43
# One account of every kind, as it is by default.
SAMPLES = Settings(
    telegram=(Telegram(_SAMPLE),),
    wecom_bot=(WecomBot(bot_id=_SAMPLE, secret=_SAMPLE),),
    wecom_app=(WecomApp(_SAMPLE, 1, _SAMPLE, _SAMPLE, _KEY),),
    wecom_webhook=(WecomWebhook(_SAMPLE, community=_SAMPLE),),
    official_account=(OfficialAccount(_SAMPLE, _SAMPLE, _SAMPLE, _KEY),),
)

_FACTS: Mapping[str, Callable[[Capabilities], object]] = {
    "hears whole groups": lambda can: can.hears_groups,
    "speaks unasked": lambda can: can.pushes,
    "buttons": lambda can: can.buttons,
    "cards change": lambda can: can.edits,
    "pictures": lambda can: can.pictures,
    "characters a message": lambda can: can.text_limit,
    "a minute to a group": lambda can: can.per_minute,
    "an hour to a group": lambda can: can.per_hour,
    "at once to a chat": lambda can: can.burst,
}


def facts(can: Capabilities) -> Iterator[tuple[str, str]]:
    """Yield what a platform carries, one fact after the other, in words."""
    for name, read in _FACTS.items():
        value = read(can)
        if isinstance(value, bool):
            yield name, "yes" if value else "no"
        else:
            yield name, "any" if value is None else f"{value:,}"


async def matrix() -> dict[str, Capabilities]:
    """Return what each platform carries, the sandbox first."""
    async with aiohttp.ClientSession() as session:
        built = accounts(SAMPLES, Surroundings(session, SystemClock()))
        platforms = [account.platform for account in built]
    return {Sandbox.name: Sandbox.capabilities} | {
        each.name: each.capabilities for each in platforms
    }


async def table() -> str:
    """Return the matrix as it stands in docs/operators.md."""
    found = await matrix()
    columns = [dict(facts(can)) for can in found.values()]
    rows = [["", *found], ["---"] * (len(found) + 1)]
    rows += [[name, *(column[name] for column in columns)] for name in _FACTS]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
