"""The lists of commands that Telegram shows while somebody types a slash."""

import logging
import re
from collections.abc import Iterable, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import BotCommandLimit
from telegram.error import TelegramError

from bot.platform import Menu, MenuPlace

log = logging.getLogger(__name__)

_SCOPES: dict[MenuPlace, BotCommandScope] = {
    MenuPlace.PRIVATE: BotCommandScopeAllPrivateChats(),
    MenuPlace.GROUP: BotCommandScopeAllGroupChats(),
    MenuPlace.STAFF: BotCommandScopeAllChatAdministrators(),
}
# Telegram's codes for whom it shows a menu; who has none of them gets the first.
_LANGUAGES = {"zh-Hans": (None, "zh"), "zh-Hant": (), "en": ("en",)}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")


def commands(entries: Iterable[tuple[Sequence[str], str]]) -> list[BotCommand]:
    """Return what of a menu Telegram can show: each word in Latin letters with its description."""
    shown = []
    for words, description in entries:
        name = next(filter(_NAME.fullmatch, (word.replace(" ", "_") for word in words)), None)
        if name is not None:
            longest = int(BotCommandLimit.MAX_DESCRIPTION)
            shown.append(BotCommand(name, description[:longest]))
    return shown[: int(BotCommandLimit.MAX_COMMAND_NUMBER)]


async def offer(bot: Bot, menus: Iterable[Menu]) -> None:
    """Set the menus; without them everything works, so a refusal is only noted."""
    for menu in menus:
        for code in _LANGUAGES.get(menu.language, ()):
            try:
                await bot.set_my_commands(
                    commands(menu.entries), _SCOPES[menu.place], language_code=code
                )
            except TelegramError as error:
                log.info("menu not set", extra={"reason": error.message})
