"""What an operator should know of an account before wondering: token, privacy, webhook, clock."""

from collections.abc import AsyncIterator
from datetime import timedelta

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.decode import Me
from bot.settings import Mode

# Further off than this, reminders are noticeably late or early.
SKEW = 5.0
# Telegram tells its last trouble for ever; an older one is over.
RECENT = timedelta(hours=1)


async def check(
    platform: Telegram, mode: Mode, address: str | None, clock: Clock
) -> AsyncIterator[tuple[bool, str]]:
    """Yield one finding after the other: whether it is well, and what is so or what to do.

    `address` is where the webhook has to lead; None when only the operator knows.
    """
    try:
        me = await platform.open()
    except InvalidToken:
        yield False, "the token is refused: copy it anew from @BotFather"
        return
    except TelegramError as error:
        yield False, f"the server does not answer ({error.message}): check the network and api_base"
        return
    yield True, f"the token is @{me.username}'s"
    yield _privacy(me)
    try:
        skew = await platform.api.clock_skew(clock.now().timestamp())
        info = await platform.api.bot.get_webhook_info()
    except TelegramError as error:
        yield False, f"the server refuses what every server knows: {error.message}"
        return
    if skew is not None:
        is_well = abs(skew) <= SKEW
        advice = "" if is_well else ": set this machine's clock (timedatectl set-ntp true)"
        yield is_well, f"this machine's clock is {skew:+.0f} s off the server's{advice}"
    yield _polling(info) if mode is Mode.POLLING else _webhook(address, info, clock)


def _privacy(me: Me) -> tuple[bool, str]:
    if me.hears_groups:
        return True, "privacy mode is off: the bot hears everything in its groups"
    return False, (
        "privacy mode is on: in a group the bot hears buttons, replies to it and /commands alone. "
        "Make it an administrator of the group, or send /setprivacy to @BotFather and take the bot "
        "out of the group and in again"
    )


def _polling(info: WebhookInfo) -> tuple[bool, str]:
    if not info.url:
        return True, "polling, and no webhook is in its way"
    return True, f"a webhook is set ({info.url}); polling takes it away at its start"


def _webhook(address: str | None, info: WebhookInfo, clock: Clock) -> tuple[bool, str]:
    if address is None and not info.url:
        return False, "no webhook is set: set http.public_url, or call setWebhook yourself"
    if address is not None and info.url != address:
        return False, f"the webhook is {info.url or 'not set'}: start the bot, it sets {address}"
    waits = f"the webhook is set, {info.pending_update_count} updates wait"
    if info.last_error_date is None or clock.now() - info.last_error_date > RECENT:
        return True, waits
    return False, (
        f"{waits}; Telegram could not bring one lately ({info.last_error_message}): check that "
        "the address is reached from outside, by HTTPS with a valid certificate, "
        "and that the bot is running"
    )
