"""What the doctor finds wrong with an account, and what it says to do."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.doctor import examine
from bot.settings import Http, Mode, Settings, Telegram
from tests.peers.telegram import TOKEN, BotApi, Fault

URL = "https://bot.example.org"
HOOK = f"{URL}/callbacks/telegram/default"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi().served() as served:
        yield served


def settings(api: BotApi, mode: Mode = Mode.POLLING) -> Settings:
    account = Telegram(TOKEN, mode=mode, api_base=api.address, secret="s")  # noqa: S106
    return Settings(http=Http(public_url=URL), telegram=(account,))


async def looks(wanted: Settings) -> list[str]:
    """Return what has to be looked at."""
    lines, is_well = await examine(wanted)
    found = [line.removeprefix("  look  ") for line in lines if line.startswith("  look")]
    assert is_well == (not found)
    return found


async def test_all_is_well(api: BotApi) -> None:
    assert await looks(settings(api)) == []
    api.webhook = {"url": HOOK}
    assert await looks(settings(api, Mode.WEBHOOK)) == []
    lines, _ = await examine(settings(api))
    assert any("polling takes it away at its start" in line for line in lines)


async def test_a_refused_token_a_server_that_is_away_and_one_that_is_none(api: BotApi) -> None:
    wanted = settings(api)
    (account,) = wanted.telegram
    wrong = replace(wanted, telegram=(replace(account, token="1:x"),))  # noqa: S106
    assert await looks(wrong) == ["the token is refused: copy it anew from @BotFather"]
    away = replace(wanted, telegram=(replace(account, api_base="http://127.0.0.1:9"),))
    (found,) = await looks(away)
    assert "does not answer" in found
    assert "check the network and api_base" in found
    api.faults.append(Fault("getWebhookInfo", 400, "Bad Request: odd"))
    assert "refuses what every server knows" in (await looks(wanted))[0]


async def test_privacy_mode_and_a_clock_that_is_off(api: BotApi) -> None:
    api.me["can_read_all_group_messages"] = False
    api.ahead = timedelta(minutes=2)
    privacy, clock = await looks(settings(api))
    assert "Make it an administrator" in privacy
    assert "-120 s off" in clock or "-119 s off" in clock
    assert "timedatectl" in clock


async def test_a_webhook_that_is_missing_another_or_out_of_reach(api: BotApi) -> None:
    wanted = settings(api, Mode.WEBHOOK)
    assert await looks(wanted) == [f"the webhook is not set: start the bot, it sets {HOOK}"]
    assert "http.public_url" in (await looks(replace(wanted, http=Http())))[0]
    api.webhook = {"url": "https://elsewhere.example.org"}
    assert "elsewhere" in (await looks(wanted))[0]
    assert await looks(replace(wanted, http=Http())) == []
    api.webhook = {"url": HOOK}
    trouble = {"last_error_message": "Connection refused", "last_error_date": int(time.time())}
    api.webhook_error = trouble
    (found,) = await looks(wanted)
    assert "Connection refused" in found
    assert "valid certificate" in found
    api.webhook_error = {**trouble, "last_error_date": int(time.time()) - 7200}
    assert await looks(wanted) == []
