"""Group life on Telegram, in both modes, whatever its server does meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.settings import Mode
from tests.chat import GROUP, OWNER
from tests.peers.telegram import Fault
from tests.telegram import TelegramChat, on_telegram, person

NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


@pytest.fixture(params=list(Mode))
async def chat(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[TelegramChat]:
    async with on_telegram(sqlite_url, request.param) as running:
        yield running


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


@pytest.mark.parametrize(
    "broken",
    [
        {"message": {"message_id": "x", "text": "我参加"}},
        {"message": 7},
        {"callback_query": []},
        {"odd": None, "update_id": "not a number"},
    ],
)
async def test_a_broken_update_stops_nobody(chat: TelegramChat, broken: Any) -> None:
    await chat.set_up()
    if "update_id" not in broken or not chat.api.webhook:
        chat.api.push(broken)
    assert "我参加" in await chat.says("王阿姨", "帮助")
    assert (await chat.get("/healthz"))["set_aside"] == (
        0 if "odd" in broken and chat.api.webhook else 1
    )


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


async def test_the_bot_says_what_it_hears_when_it_comes(chat: TelegramChat) -> None:
    group = chat.group()
    bot = chat.api.me
    joined = {"old_chat_member": {"user": bot, "status": "left"}}
    joined["new_chat_member"] = {"user": bot, "status": "member"}
    place = {"chat": chat.api.chats[group], "from": person(OWNER), "date": 1}
    chat.api.push({"my_chat_member": {**place, **joined}})
    await chat.settled()
    assert "都听得到" in chat.api.said(group)[-1]["text"]


async def test_a_group_without_the_bot_is_silent_and_kept(chat: TelegramChat) -> None:
    group = await published(chat)
    bot = chat.api.me
    place = {"chat": chat.api.chats[group], "from": person(OWNER), "date": 1}
    gone = {"old_chat_member": {"user": bot, "status": "member"}}
    gone["new_chat_member"] = {"user": bot, "status": "kicked"}
    chat.api.push({"my_chat_member": {**place, **gone}})
    await chat.settled()
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
    chat.api.topics[group] = set()
    chat.api.message(group, person("王阿姨"), text="我参加", **topic)
    await chat.settled()
    assert "王阿姨已报名" in chat.api.said(group)[-1]["text"]


async def test_who_hides_behind_the_group_is_asked_to_speak_as_themselves(
    chat: TelegramChat,
) -> None:
    group = await published(chat)
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat.api.message(group, hidden, text="我参加", sender_chat=chat.api.chats[group])
    await chat.settled()
    assert "自己的身份" in chat.api.said(group)[-1]["text"]
    assert await names(chat) == []


async def test_the_card_is_pinned_where_the_bot_may(chat: TelegramChat) -> None:
    chat.api.may_pin = True
    group = await published(chat)
    assert chat.api.pinned == [(group, (await chat.last()).id)]


async def test_in_private_a_stranger_means_the_accounts_community(chat: TelegramChat) -> None:
    await published(chat)
    assert "环境整治" in await chat.tells("路人", "活动")


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
