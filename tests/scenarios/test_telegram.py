"""Group life on Telegram, in both modes, whatever its server does meanwhile."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.settings import Mode
from tests.chat import CODE, COMMUNITY, GROUP, OWNER
from tests.peers.telegram import BotApi, Fault
from tests.telegram import TelegramChat, on_telegram, person

NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


@pytest.fixture(params=list(Mode))
async def chat(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[TelegramChat]:
    async with (
        BotApi().served() as api,
        on_telegram(sqlite_url, request.param, api, community=COMMUNITY) as running,
    ):
        yield running


# For what is the same in both modes.
once = pytest.mark.parametrize("chat", [Mode.POLLING], indirect=True)


async def published(chat: TelegramChat) -> int:
    """Publish an activity; return the id of its group."""
    await chat.set_up()
    await chat.says(OWNER, NOTICE)
    await chat.says(OWNER, "确认")
    return chat.group()


async def names(chat: TelegramChat) -> list[str]:
    """Return who is on the list, in order."""
    lines = (await chat.says(OWNER, "名单 1")).splitlines()
    return [line.partition(". ")[2] for line in lines if ". " in line]


async def test_ten_presses_in_one_second_are_ten_signups_and_two_edits(chat: TelegramChat) -> None:
    group = await published(chat)
    card = await chat.last()
    people = [f"居民{number:02}" for number in range(10)]
    queries = [
        chat.api.press(group, card.id, card.buttons["报名"], person(name)) for name in people
    ]
    toasts = await asyncio.gather(*map(chat.api.toasted, queries))
    await chat.settled()
    await chat.clock("2026-11-22T10:10")
    assert all("已报名" in toast for toast in toasts)
    assert 1 <= len(chat.api.edits) <= 2
    assert "已报名 10/20" in (await chat.last()).text
    assert sorted(await names(chat)) == people


async def test_an_update_that_comes_again_signs_up_once(chat: TelegramChat) -> None:
    group = await published(chat)
    said = chat.api.message(group, person("王阿姨"), text="我参加")
    await chat.settled()
    before = len(chat.api.said(group))
    number = chat.api.newest
    chat.api.push({"update_id": number, "message": said})
    chat.api.push({"edited_message": {**said, "edit_date": 1}})
    await chat.settled()
    assert len(chat.api.said(group)) == before
    assert await names(chat) == ["王阿姨"]


async def test_broken_updates_stop_nobody(chat: TelegramChat) -> None:
    await chat.set_up()
    broken = [
        {"message": {"message_id": "x", "text": "我参加"}},
        {"message": 7},
        {"callback_query": []},
        {"odd": None, "update_id": "not a number"},
    ]
    # A webhook refuses what has no number; it has no place in a queue there.
    pushed = broken[:3] if chat.api.webhook else broken
    for update in pushed:
        chat.api.push(update)
    assert "我参加" in await chat.says("王阿姨", "帮助")
    assert (await chat.get("/healthz"))["set_aside"] == len(pushed)


@once
async def test_a_rush_keeps_to_what_a_group_may_get(chat: TelegramChat) -> None:
    group = await published(chat)
    people = [f"居民{number:02}" for number in range(45)]
    before = len(chat.api.said(group))
    for name in people:
        chat.api.message(group, person(name), text="我参加")
    await chat.settled()
    await chat.clock("2026-11-22T10:10")
    said = "\n".join(each["text"] for each in chat.api.said(group)[before:])
    assert all(f"{name}已报名" in said or f"{name}候补" in said for name in people)
    assert "候补 25" in chat.api.said(group)[before - 1]["text"]
    assert chat.api.floods == 0


async def test_a_flood_limit_is_waited_for_and_answers_are_joined(chat: TelegramChat) -> None:
    group = await published(chat)
    chat.api.faults.append(Fault("sendMessage", 429, "Too Many Requests", {"retry_after": 60}))
    before = len(chat.api.said(group))
    for name in ("王阿姨", "李叔"):
        chat.api.message(group, person(name), text="我参加")
    await chat.settled()
    assert len(chat.api.said(group)) == before
    await chat.clock("2026-11-22T10:10")
    (joined,) = chat.api.said(group)[before:]
    assert joined["text"].startswith("王阿姨：")
    assert "李叔：" in joined["text"]


async def test_a_lost_answer_repeats_a_message_at_most_and_no_signup(chat: TelegramChat) -> None:
    group = await published(chat)
    chat.api.faults.append(Fault("sendMessage", 500, loses_answer=True))
    before = len(chat.api.said(group))
    chat.api.message(group, person("王阿姨"), text="我参加")
    await chat.settled()
    await chat.clock("2026-11-22T10:10")
    assert 1 <= len(chat.api.said(group)) - before <= 2
    assert await names(chat) == ["王阿姨"]
    # A server that is away for an hour loses nothing.
    chat.api.faults.append(Fault("sendMessage", 502, "Bad Gateway", count=10))
    before = len(chat.api.said(group))
    chat.api.message(group, person("李叔"), text="我参加")
    await chat.settled()
    await chat.clock("2026-11-22T11:10")
    assert [each["text"][:5] for each in chat.api.said(group)[before:]] == ["李叔已报名"]


@once
async def test_who_blocked_the_bot_is_told_in_the_group(chat: TelegramChat) -> None:
    group = await published(chat)
    await chat.tells("王阿姨", "我参加")
    await chat.says("王阿姨", "我参加")
    chat.api.unreachable.add(person("王阿姨")["id"])
    await chat.says(OWNER, "改地点 1 文化站")
    await chat.settled()
    await chat.says(OWNER, "改地点 1 小广场")
    await chat.settled()
    assert any("请注意：王阿姨" in each["text"] for each in chat.api.said(group))


async def test_a_group_that_moves_goes_on_with_a_new_card(chat: TelegramChat) -> None:
    group = await published(chat)
    new = group - 10**12
    chat.api.chats[new] = {"id": new, "type": "supergroup", "title": GROUP}
    chat.api.chats[group]["moved_to"] = new
    # Nobody told us: the next message finds out.
    chat.api.message(group, person("王阿姨"), text="我参加")
    await chat.settled()
    texts = [each["text"] for each in chat.api.said(new)]
    assert any("王阿姨已报名" in text for text in texts)
    assert any(text.startswith("【1号活动】环境整治") for text in texts)
    # Then both chats tell it, which changes nothing.
    chat.api.message(group, person(OWNER), migrate_to_chat_id=new)
    chat.api.message(new, person(OWNER), migrate_from_chat_id=group)
    await chat.settled()
    assert [each["text"] for each in chat.api.said(new)] == texts
    chat.api.message(new, person("李叔"), text="我参加")
    await chat.settled()
    assert "李叔已报名" in chat.api.said(new)[-1]["text"]


@pytest.fixture
async def in_privacy(sqlite_url: str) -> AsyncIterator[TelegramChat]:
    """A bot that its owner may put to work, in no group yet."""
    api = BotApi()
    api.me["can_read_all_group_messages"] = False
    async with api.served(), on_telegram(sqlite_url, Mode.POLLING, api) as chat:
        await chat.tells(OWNER, f"认领 {CODE}")
        chat.group()
        yield chat


async def test_in_privacy_mode_buttons_quotes_and_commands_do_everything(
    in_privacy: TelegramChat,
) -> None:
    chat = in_privacy
    await chat.becomes("member", was="left")
    greeting = await chat.last()
    assert "只听得到按钮、回复我的话" in greeting.text
    assert len(greeting.text.splitlines()) == 2
    assert await chat.says(OWNER, f"启用 {COMMUNITY}") == ""
    assert "已启用" in await chat.quotes(OWNER, greeting, f"启用 {COMMUNITY}")
    assert "什么时候" in await chat.says(OWNER, "/publish@youhu_test_bot")
    assert chat.api.calls[-1][1]["reply_markup"]["force_reply"]
    await chat.quotes(OWNER, await chat.last(), NOTICE.removeprefix("发布活动 "))
    await chat.presses(OWNER, await chat.last(), "确认发布")
    card = await chat.last()
    assert "王阿姨已报名" in await chat.presses("王阿姨", card, "报名")
    assert await chat.says("李叔", "我参加") == ""
    assert "李叔已报名" in await chat.quotes("李叔", card, "我参加")


async def test_it_says_what_it_hears_whenever_that_changes(in_privacy: TelegramChat) -> None:
    chat = in_privacy

    async def heard(status: str, was: str) -> str:
        await chat.becomes(status, was=was)
        return (await chat.last()).text

    assert "只听得到" in await heard("member", "left")
    assert "都听得到" in await heard("administrator", "member")
    assert "已启用" in await chat.says(OWNER, f"启用 {COMMUNITY}")
    assert "只听得到" in await heard("member", "administrator")
    assert await chat.says("王阿姨", "帮助") == ""
    # /setprivacy takes effect once the bot is taken out and put in again.
    chat.api.me["can_read_all_group_messages"] = True
    await chat.becomes("left", was="member")
    assert "都听得到" in await heard("member", "left")


@once
async def test_who_leaves_the_group_sees_names_masked_until_they_speak_again(
    chat: TelegramChat,
) -> None:
    await published(chat)
    await chat.says("王阿姨", "我参加")
    await chat.says("李叔", "我参加")
    assert "李叔" in await chat.tells("王阿姨", "名单 1")
    await chat.becomes("left", was="member", who=person("王阿姨"))
    masked = await chat.tells("王阿姨", "名单 1")
    assert "李*" in masked
    assert "李叔" not in masked
    await chat.becomes("member", was="left", who=person("王阿姨"))
    await chat.says("王阿姨", "早上好")
    assert "李叔" in await chat.tells("王阿姨", "名单 1")


async def test_a_group_without_the_bot_is_silent_and_kept(chat: TelegramChat) -> None:
    await published(chat)
    await chat.becomes("kicked", was="member")
    assert await chat.says("王阿姨", "我参加") == ""
    assert await chat.says(OWNER, "启用")
    assert "已报名" in await chat.says("王阿姨", "我参加")


async def test_answers_and_cards_stay_in_their_topic(chat: TelegramChat) -> None:
    await chat.set_up()
    group = chat.group()
    chat.api.topics[group] = {40}
    topic = {"message_thread_id": 40, "is_topic_message": True}
    for text in (NOTICE, "确认"):
        chat.api.message(group, person(OWNER), text=text, **topic)
        await chat.settled()
    preview, card = chat.api.said(group)[-2:]
    assert (preview["message_thread_id"], card["message_thread_id"]) == (40, 40)
    chat.api.faults.append(Fault("sendMessage", 400, "Bad Request: TOPIC_CLOSED"))
    for name in ("王阿姨", "李叔"):
        chat.api.message(group, person(name), text="我参加", **topic)
        await chat.settled()
        assert f"{name}已报名" in chat.api.said(group)[-1]["text"]
        assert "message_thread_id" not in chat.api.said(group)[-1]
        chat.api.topics[group] = set()


@once
async def test_who_hides_behind_the_group_is_asked_to_speak_as_themselves(
    chat: TelegramChat,
) -> None:
    group = await published(chat)
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    before = len(chat.api.said(group))
    for said in ("我参加", "算我一个", "大家辛苦了"):
        chat.api.message(group, hidden, text=said, sender_chat=chat.api.chats[group])
        await chat.settled()
    asked = await chat.last()
    assert "自己的身份" in asked.text
    assert len(chat.api.said(group)) == before + 2
    assert await names(chat) == []
    # Whoever presses shows who they are.
    assert "王阿姨已报名" in await chat.presses("王阿姨", asked, "报名")


@once
async def test_the_card_is_pinned_where_the_bot_may(chat: TelegramChat) -> None:
    group = await published(chat)
    await chat.says(OWNER, NOTICE.replace("环境整治", "<b>跳绳</b>&踢毽").replace("上午", "下午"))
    await chat.says(OWNER, "确认")
    # What it was refused once it tries again when its rights have changed.
    tried = [method for method, _ in chat.api.calls].count("pinChatMessage")
    assert (tried, chat.api.pinned) == (1, [])
    assert "【2号活动】<b>跳绳</b>&踢毽" in (await chat.last()).text
    chat.api.may_pin = True
    await chat.becomes("administrator", was="member")
    await chat.says(OWNER, "活动 1")
    assert chat.api.pinned == [(group, (await chat.last()).id)]
    assert not any("parse_mode" in fields for _, fields in chat.api.calls)


async def test_pictures_sent_together_are_one_message(chat: TelegramChat) -> None:
    group = await published(chat)

    def send(place: int, **more: Any) -> None:
        photo = [{"file_id": f"p{chat.api.newest}", "width": 90}]
        chat.api.message(place, person("王阿姨"), photo=photo, **more)

    before = len(chat.api.said(group))
    for caption in ({}, {"caption": "我参加"}, {}):
        send(group, media_group_id="m1", **caption)
    await chat.settled()
    assert len(chat.api.said(group)) == before
    await chat.clock("2026-11-22T10:05")
    assert [each["text"][:6] for each in chat.api.said(group)[before:]] == ["王阿姨已报名"]
    # One that comes too late is answered no more; in private a word is enough for all.
    await chat.tells("王阿姨", "帮助")
    private, heard = person("王阿姨")["id"], len(await chat.heard("王阿姨"))
    send(group, media_group_id="m1", caption="我不去了")
    send(private, media_group_id="m2")
    send(private, media_group_id="m2")
    await chat.settled()
    await chat.clock("2026-11-22T10:10")
    assert len(chat.api.said(group)) == before + 1
    assert len(await chat.heard("王阿姨")) == heard + 1
    assert await names(chat) == ["王阿姨"]


async def test_pictures_wait_for_each_other_over_a_restart(database_url: str) -> None:
    async with BotApi().served() as api:
        async with on_telegram(database_url, Mode.POLLING, api) as chat:
            group = await published(chat)
            photo = [{"file_id": "p", "width": 90}]
            album = {"photo": photo, "media_group_id": "m1"}
            api.message(group, person("王阿姨"), caption="我参加", **album)
            await chat.settled()
            before = len(api.said(group))
        api.message(group, person("王阿姨"), **album)
        later = datetime.fromisoformat("2026-11-22T11:00+08:00")
        async with on_telegram(database_url, Mode.POLLING, api, later) as chat:
            await chat.clock("2026-11-22T11:05")
            assert [each["text"][:6] for each in api.said(group)[before:]] == ["王阿姨已报名"]


@once
async def test_a_place_on_the_map_answers_where(chat: TelegramChat) -> None:
    await chat.set_up()
    await chat.says(OWNER, "发布活动")
    await chat.says(OWNER, "周六上午9点到11点")
    group, point = chat.group(), {"latitude": 23.1, "longitude": 113.2}
    before = len(chat.api.said(group))
    chat.api.message(group, person("王阿姨"), location=point)
    await chat.settled()
    assert len(chat.api.said(group)) == before
    chat.api.message(group, person(OWNER), location=point)
    await chat.settled()
    assert "写出地点的名字" in (await chat.last()).text
    chat.api.message(group, person(OWNER), location=point, venue={"title": "文化站"})
    await chat.settled()
    assert "做什么" in (await chat.last()).text
    await chat.says(OWNER, "环境整治")
    assert "地点：文化站" in await chat.says(OWNER, "20人")
    chat.api.message(group, person(OWNER), location=point, venue={"title": "小广场"})
    await chat.settled()
    assert "地点：小广场" in (await chat.last()).text
    await chat.tells("王阿姨", "你好")
    chat.api.message(person("王阿姨")["id"], person("王阿姨"), location=point)
    await chat.settled()
    assert "没有要填的地点" in (await chat.last("王阿姨")).text


@once
async def test_a_link_leads_into_private_and_to_its_activity_alone(chat: TelegramChat) -> None:
    await published(chat)
    await chat.says("王阿姨", "我参加")
    await chat.says(OWNER, "报名链接 1")
    link = (await chat.last()).buttons["私下报名"]
    ticket = link.removeprefix("https://t.me/youhu_test_bot?start=")
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", ticket)
    assert "环境整治" in await chat.tells("路人", f"/start {ticket}")
    card = await chat.last("路人")
    data = card.buttons["报名"]
    query = chat.api.press(person("路人")["id"], card.id, data, person("路人"))
    assert "已报名" in await chat.api.toasted(query)
    for wrong in (f"2{ticket[1:]}", f"{ticket}x", "1-AAAAAAAAAAAAAAAA", "x"):
        assert "认不出来" in await chat.tells("路人", f"/start {wrong}")
    await chat.clock("2026-11-27T19:00")
    (reminder,) = [each for each in await chat.heard() if "请注意：王阿姨" in each.text]
    assert reminder.buttons["以后私下提醒我"].startswith("https://t.me/")
    await chat.says(OWNER, "取消活动 1 下雨")
    await chat.says(OWNER, "确认")
    assert "已经结束或取消" in await chat.tells("路人", f"/start {ticket}")


@once
async def test_a_sign_is_enough_where_words_would_be_noise(chat: TelegramChat) -> None:
    await chat.set_up()
    await chat.says(OWNER, NOTICE)
    assert await chat.says(OWNER, "取消") == "好的，没有发布。"
    chat.api.may_react = True
    await chat.becomes("administrator", was="member")
    await chat.says(OWNER, NOTICE)
    assert await chat.says(OWNER, "取消") == ""
    assert list(chat.api.reactions.values()) == ["👌"]


@once
async def test_in_private_a_stranger_means_the_accounts_community(chat: TelegramChat) -> None:
    await published(chat)
    assert "环境整治" in await chat.tells("路人", "活动")


@once
async def test_menus_are_offered_in_chinese(chat: TelegramChat) -> None:
    await chat.tells("王阿姨", "你好")
    offered = [menu for menu in chat.api.menus if menu.get("language_code") == "zh"]
    assert {menu["scope"]["type"] for menu in offered} == {
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
    }
    described = {each["command"]: each["description"] for each in offered[0]["commands"]}
    assert described["help"].startswith("帮助")
