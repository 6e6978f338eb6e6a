"""What can be said of an Official Account without a conversation."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.accounts import Surroundings
from bot.clock import MovableClock
from bot.delivery.bundles import Bundle
from bot.delivery.invitations import invite
from bot.doctor import examine, make_menus
from bot.kinds import accounts
from bot.platform import Platforms, Trouble, Worded
from bot.platforms.official_account import encode
from bot.platforms.official_account.receiver import pressed
from bot.platforms.official_account.troubles import failure, is_personal
from bot.platforms.wechat import xml
from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError
from bot.platforms.wechat.crypto import Envelope, signature
from bot.platforms.wechat.tokens import Kept, Tokens
from bot.platforms.wechat.troubles import is_alarm
from bot.settings import Encrypt, SettingsError
from handlers.message import Poster
from storage.database import open_database
from tests.official_account import AES_KEY, TOKEN, settings
from tests.peers.wechat import WeChat

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
# Sealed and signed by the npm package @wecom/crypto 1.0.1.
SEALED = (
    "sKqRbbiSUnDhFHOvPjtUMVNxPMRq9dZhynwvyO7dNAAI/TKOTktVU4Dn1KQYWxPH9Egr0Sfe8vJeHakbHVMmIXa8pPtB"
    "snjGx5VtJL2mWG9OsBSReVWLCo1B7I9bz/x9h8mZm07gt2IqjDDxTlnLEdzfc3BGRMk7qAd5A7Z9NuSr5wsRE+dc9o0U"
    "sdSI4C+0oGpC36WtEC2q5cTNSm36RQCTcYMhAhisWPF/FYYeLHdWJCgpYiLNjKmuhMv+EhSk7M8sT3xokZw72qbTjufB"
    "XMh0RHSpARoK5Kt2IRhG7PBTXqjZOh2xdHslQM8F7TrDGR+7UvHi8bOqPmmMkli5kOLlDwqanyrrOlDAXq8gz8ANwM3T"
    "NFefi/AEdd5ITj3k"
)


def test_what_another_implementation_sealed_is_opened() -> None:
    envelope = Envelope(TOKEN, AES_KEY, "wx0000000000000001")
    signed = "ae97e1f9ccff88e158c65c3d46372eb82ea56d11"
    assert signature(TOKEN, "1795000000", "nonce", SEALED) == signed
    fields = xml.parse(envelope.open(signed, "1795000000", "nonce", SEALED))
    assert (fields["Content"], fields["FromUserName"]) == ("我参加🌸", "o-wang")


def test_no_text_breaks_out_of_its_element() -> None:
    for text in ("]]>", "a]]></Content><Content>b", "]]]]>>", "&lt;<b>\x01\0"):
        read = xml.parse(xml.write({"Content": text, "CreateTime": 1}))
        assert read == {"Content": text.replace("\x01", "").replace("\0", ""), "CreateTime": "1"}


@pytest.mark.parametrize(
    ("error", "trouble", "pause", "falls_on", "alarms"),
    [
        (ApiError(-1, ""), Trouble.UNKNOWN, None, False, False),
        (ApiError(45033, ""), Trouble.UNKNOWN, None, False, False),
        (ApiError(45009, ""), Trouble.BUSY, timedelta(hours=12), False, False),
        (ApiError(45015, ""), Trouble.REFUSED, None, True, False),
        (ApiError(45047, ""), Trouble.REFUSED, None, True, False),
        (ApiError(43101, ""), Trouble.REFUSED, None, True, False),
        (ApiError(43004, ""), Trouble.REFUSED, None, True, False),
        (ApiError(48002, ""), Trouble.REFUSED, None, True, False),
        (ApiError(40003, ""), Trouble.REFUSED, None, True, False),
        (ApiError(40037, ""), Trouble.REFUSED, None, False, False),
        (ApiError(47003, ""), Trouble.REFUSED, None, False, False),
        (ApiError(48001, ""), Trouble.REFUSED, None, False, True),
        (ApiError(40013, ""), Trouble.BUSY, timedelta(minutes=5), False, True),
        (ApiError(40164, ""), Trouble.BUSY, timedelta(minutes=5), False, True),
        (ApiError(40001, ""), Trouble.BUSY, timedelta(minutes=5), False, True),
        (LostError(), Trouble.UNKNOWN, None, False, False),
        (UnreachableError(), Trouble.DOWN, timedelta(seconds=5), False, False),
    ],
    ids=lambda each: str(each) if isinstance(each, Exception) else "",
)
def test_each_error_has_its_reaction(
    error: ApiError | LostError | UnreachableError,
    trouble: Trouble,
    pause: timedelta | None,
    *,
    falls_on: bool,
    alarms: bool,
) -> None:
    failed = failure(error, NOON)
    assert (failed.trouble, failed.retry_after) == (trouble, pause)
    assert (is_personal(error), is_alarm(error)) == (falls_on, alarms)


def test_a_button_is_meant_by_its_number_or_its_label() -> None:
    card = {"buttons": [["报名", "join:1"], ["名单", "roster:1"]]}
    assert [pressed(card, said) for said in ("1", "２。", "名单", "3", "报名 2个人")] == [
        "join:1",
        "roster:1",
        "roster:1",
        None,
        None,
    ]
    assert pressed({**card, "asks": True}, "1") is None


def test_lengths_count_in_bytes() -> None:
    long = "\n".join(["一二三四五六七八九十"] * 100)
    shortened = encode.shortened(long, "（略）")
    assert len(shortened.encode()) <= encode.LIMIT
    assert shortened.endswith("十\n（略）")
    said = Worded("1", "改期：" + "很长" * 30)
    fields = encode.template("o", "TM1", encode.template_fields("thing1 = note"), said)
    assert len(fields["data"]["thing1"]["value"]) == encode.VALUE
    with pytest.raises(SettingsError, match="thing1=title"):
        encode.template_fields("thing1=colour")


async def test_the_menu_is_made_by_command_and_the_doctor_sees_what_is_wrong() -> None:
    async with WeChat().served() as api:
        right = settings(api, "sqlite:///unused.db", Encrypt.PLAIN)
        assert await make_menus(right) == [
            "official_account.default: the menu shows 活动, 我的活动, 帮助"
        ]
        assert {each["key"] for each in api.menu["button"]} == {"活动", "我的活动", "帮助"}
        lines, is_well = await examine(right)
        assert not is_well
        assert "the signature does not cover" in "\n".join(lines)
        (account,) = right.official_account
        async with aiohttp.ClientSession() as session:
            (opened,) = accounts(right, Surroundings(session, MovableClock(NOON)))
            poster = Poster("", "义诊", (), "", "", "", "", "7-abc")
            [shown] = await invite(
                [Bundle((), Worded("1", "", poster=poster))], Platforms([opened.platform])
            )
            # What a poster's code says brings people here, with the activity in hand.
            assert shown.message.poster is not None
            assert shown.message.poster.link == "http://weixin.qq.com/q/7-abc"
        wrong = replace(right, official_account=(replace(account, secret=TOKEN),))
        assert "copy AppSecret anew" in "\n".join((await examine(wrong))[0])
        with pytest.raises(SettingsError, match="40125"):
            await make_menus(wrong)


async def test_one_token_is_fetched_for_all_who_ask_at_once(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    fetched: list[str] = []

    async def fetch() -> tuple[str, int]:
        fetched.append("")
        await asyncio.sleep(0)
        return f"A{len(fetched)}", 7200

    clock = MovableClock(NOON)
    processes = [Tokens(fetch, Kept(database, clock, "p", "a"), clock) for _ in range(2)]
    assert set(await asyncio.gather(*(each.get() for each in processes * 5))) == {"A1"}
    refused = [each.get(other_than="A1") for each in processes * 5]
    assert set(await asyncio.gather(*refused)) == {"A2"}
    clock.move(NOON + timedelta(hours=2))
    assert await processes[0].get() == "A3"
    await database.close()
