"""The menu under the conversation, made by command: a press says the word of a command."""

from bot.platforms.official_account.api import Api
from bot.platforms.wechat.calls import Fields

# What most people come for; the platform shows three.
WORDS = ("活动", "我的活动", "帮助")


def menu() -> Fields:
    return {"button": [{"type": "click", "name": each, "key": each} for each in WORDS]}


async def create(api: Api) -> None:
    """Show the menu from now on. Raises ApiError, UnreachableError, LostError."""
    await api.call("menu/create", menu())
