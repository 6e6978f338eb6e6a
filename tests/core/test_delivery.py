"""What is sent arrives once, in order, whatever the platform does in between."""

from collections.abc import AsyncIterator

import pytest

from storage.database import open_database
from storage.outbox import Outgoing
from storage.types import ChatId, OutboxKind
from tests.chat import START, Chat, conversation


@pytest.fixture
async def chat(database_url: str) -> AsyncIterator[Chat]:
    """A conversation in which nobody waits long for an answer that is held back."""
    async with conversation(database_url, answer_within=0.5) as running:
        yield running


async def told(chat: Chat, name: str) -> list[str]:
    return [message.text for message in await chat.heard(name)]


async def test_a_message_that_failed_is_sent_again(chat: Chat) -> None:
    await chat.fault("down", chat="王阿姨")
    answer = await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
    assert answer == {"message": answer["message"], "replies": [], "pending": 1}

    await chat.clock("2026-11-22T10:01")
    assert len(await told(chat, "王阿姨")) == 1


async def test_a_message_whose_receipt_was_lost_is_not_doubled(chat: Chat) -> None:
    await chat.fault("lose_answer", count=3)
    await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
    await chat.clock("2026-11-22T10:05")
    assert len(await told(chat, "王阿姨")) == 1


async def test_a_refused_message_is_given_up_and_seen(chat: Chat) -> None:
    await chat.fault("refuse", chat="王阿姨")
    answer = await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
    assert answer["replies"] == []
    assert answer["pending"] == 1
    assert (await chat.get("/healthz"))["dead"] == 1

    assert await chat.tells("王阿姨", "在吗")


async def test_a_platform_that_is_down_for_hours_loses_nothing(chat: Chat) -> None:
    await chat.fault("down", chat="王阿姨", count=30)
    await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
    assert await chat.tells("李叔", "在吗")

    await chat.clock("2026-11-22T16:00")
    assert len(await told(chat, "王阿姨")) == 1


async def test_a_platform_that_stays_down_is_given_up_after_a_day(chat: Chat) -> None:
    await chat.fault("down", chat="王阿姨", count=1000)
    await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
    await chat.clock("2026-11-23T11:00")
    assert await told(chat, "王阿姨") == []
    health = await chat.get("/healthz")
    assert (health["dead"], health["waiting"]) == (1, 0)


async def test_answers_held_back_by_a_limit_come_as_one_that_names_each(chat: Chat) -> None:
    await chat.fault("rate_limit", chat="院里", retry_after=30)
    names = ("王阿姨", "李叔", "陈奶奶")
    for name in names:
        await chat.sends(name, "说点什么", chat="院里", kind="group", mention=True)
    assert await chat.heard() == []

    await chat.clock("2026-11-22T10:00:45")
    (merged,) = await chat.heard()
    assert [line.split("：")[0] for line in merged.text.splitlines()] == list(names)

    assert "：" not in (await chat.says("王阿姨", "说", mention=True)).split("。")[0]


async def test_what_waits_is_sent_after_a_restart(database_url: str) -> None:
    async with conversation(database_url, answer_within=0.5) as chat:
        await chat.fault("rate_limit", chat="王阿姨", retry_after=3600)
        await chat.sends("王阿姨", "在吗", chat="王阿姨", kind="private")
        assert await told(chat, "王阿姨") == []
    async with conversation(database_url) as chat:
        await chat.clock("2026-11-22T12:00")
        assert len(await told(chat, "王阿姨")) == 1


async def test_answers_of_a_chat_keep_their_order(chat: Chat) -> None:
    await chat.fault("down", chat="王阿姨")
    for text in ("在吗", "1", "在吗"):
        await chat.sends("王阿姨", text, chat="王阿姨", kind="private")
    await chat.clock("2026-11-22T10:01")
    answers = await told(chat, "王阿姨")
    assert len(answers) == 3
    assert answers[0] == answers[2] != answers[1]


async def test_a_message_that_cannot_be_worded_holds_nobody_up(database_url: str) -> None:
    broken = Outgoing(ChatId(1), OutboxKind.NOTICE, {"text": {"key": "no-such-text", "values": {}}})
    async with conversation(database_url) as chat:
        await chat.tells("王阿姨", "在吗")
    database = await open_database(database_url)
    await database.write(lambda store: store.outbox.add(broken, START))
    await database.close()
    async with conversation(database_url, answer_within=0.5) as chat:
        await chat.sends("王阿姨", "还在吗", chat="王阿姨", kind="private")
        await chat.clock("2026-11-22T10:05")
        assert len(await told(chat, "王阿姨")) == 2
        assert (await chat.get("/healthz"))["dead"] == 1
