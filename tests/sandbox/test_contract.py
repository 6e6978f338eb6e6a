"""The sandbox's HTTP contract: what is refused says why, ids grow, the clock only goes forward."""

import asyncio
from typing import Any

import pytest

from tests.chat import Chat, conversation

SAID = {"chat": "院里", "kind": "group", "person": "wang", "name": "王阿姨", "text": "好"}


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"chat": None}, "chat"),
        ({"kind": "channel"}, "kind"),
        ({"person": "bot"}, "bot"),
        ({"person": "院里"}, "same id"),
        ({"kind": "private"}, "private"),
        ({"name": 7}, "name"),
        ({"name": "  "}, "name"),
        ({"text": "长" * 20_001}, "text"),
        ({"photo": "not base64!"}, "photo"),
        ({"document": {"name": "a.txt", "data": "?"}}, "document"),
        ({"document": {"name": "a.txt"}}, "data"),
        ({"mention": "yes"}, "mention"),
        ({"reply_to": True}, "reply_to"),
        ({"event": "e" * 101}, "event"),
    ],
)
async def test_a_bad_field_is_named(chat: Chat, changed: dict[str, Any], word: str) -> None:
    answer = await chat.post("/sandbox/messages", SAID | changed, status=400)
    assert word in answer["error"]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'"\\ud800"', b'{"text": "\\ud800"}'])
async def test_a_body_that_is_no_json_object_is_refused(chat: Chat, raw: bytes) -> None:
    async with chat.session.post(f"{chat.address}/sandbox/messages", data=raw) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_an_id_is_a_group_or_a_person_for_good(chat: Chat) -> None:
    await chat.post("/sandbox/messages", SAID)
    for wrong in (
        {"chat": "wang", "person": "li"},
        {"chat": "li", "kind": "private", "person": "li"} | {"chat": "院里", "person": "院里"},
        {"chat": "别处", "person": "院里"},
    ):
        await chat.post("/sandbox/messages", SAID | wrong, status=400)


async def test_ids_grow_and_an_unknown_chat_is_empty(database_url: str) -> None:
    async with conversation(database_url) as chat:
        assert await chat.get("/sandbox/messages?chat=nowhere") == {"messages": [], "last": 0}
        first = await chat.post("/sandbox/messages", SAID)
        second = await chat.post("/sandbox/messages", SAID | {"mention": True})
        reply = second["replies"][0]
        assert first["message"] < second["message"] < reply["id"]
        assert reply["reply_to"] == second["message"]
        assert reply["from"] == "bot"
    async with conversation(database_url) as chat:
        third = await chat.post("/sandbox/messages", SAID)
        assert third["message"] > reply["id"]
        seen = await chat.get(f"/sandbox/messages?chat=院里&after={second['message']}")
        assert [message["id"] for message in seen["messages"]] == [reply["id"], third["message"]]
        assert seen["last"] == third["message"]


async def test_a_poll_waits_for_the_next_message(chat: Chat) -> None:
    waiting = asyncio.create_task(chat.get("/sandbox/messages?chat=院里&wait=25"))
    await chat.get("/sandbox/chats")
    await chat.post("/sandbox/messages", SAID)
    assert [message["text"] for message in (await waiting)["messages"]] == ["好"]


async def test_chats_and_people_are_listed(chat: Chat) -> None:
    await chat.post("/sandbox/messages", SAID)
    chats = (await chat.get("/sandbox/chats"))["chats"]
    assert {"id": "院里", "kind": "group", "title": "院里"} in chats
    people = (await chat.get("/sandbox/people"))["people"]
    assert people == [{"id": "wang", "name": "王阿姨", "chats": ["院里"]}]


async def test_the_clock_moves_forward_only(chat: Chat) -> None:
    answer = await chat.post("/sandbox/clock", {"now": "2026-11-23T08:00"})
    assert answer["now"].startswith("2026-11-23T08:00:0")
    assert answer["now"].endswith("+08:00")
    assert "forward" in (await chat.post("/sandbox/clock", {"now": "2026-11-22"}, 409))["error"]
    assert "now" in (await chat.post("/sandbox/clock", {"now": "tomorrow"}, 400))["error"]


async def test_an_earlier_start_goes_on_from_the_last_moment(database_url: str) -> None:
    async with conversation(database_url) as chat:
        await chat.clock("2026-12-24T08:00")
    async with conversation(database_url) as chat:
        assert (await chat.get("/sandbox/clock"))["now"].startswith("2026-12-24T08:00")


async def test_a_press_needs_a_message_of_the_bot(chat: Chat) -> None:
    press = {"person": "wang", "name": "王阿姨", "message": 999, "press": "x"}
    assert "999" in (await chat.post("/sandbox/presses", press, 400))["error"]
    own = await chat.post("/sandbox/messages", SAID)
    await chat.post("/sandbox/presses", press | {"message": own["message"]}, 400)


async def test_who_only_presses_is_a_person_too(chat: Chat) -> None:
    answer = await chat.sends("王阿姨", "在吗", chat="院里", kind="group", mention=True)
    press = {"person": "李叔", "name": "李叔", "message": answer["replies"][0]["id"], "press": "x"}
    await chat.post("/sandbox/presses", press)
    assert (
        "李叔 is a private chat"
        in (await chat.post("/sandbox/messages", SAID | {"chat": "李叔"}, 400))["error"]
    )


async def test_a_press_of_a_button_that_is_gone_is_answered_by_a_note(chat: Chat) -> None:
    answer = await chat.sends("王阿姨", "在吗", chat="院里", kind="group", mention=True)
    press = {"person": "王阿姨", "name": "王阿姨", "message": answer["replies"][0]["id"]}
    pressed = await chat.post("/sandbox/presses", press | {"press": "gone:1"})
    assert pressed["replies"] == []
    assert "按钮" in pressed["toast"]


async def test_a_picture_comes_back_as_it_was_sent(chat: Chat) -> None:
    await chat.post("/sandbox/messages", SAID | {"photo": "iVBORw0KGgo="})
    (shown,) = (await chat.get("/sandbox/messages?chat=院里"))["messages"]
    async with chat.session.get(chat.address + shown["image"]) as response:
        assert await response.read() == b"\x89PNG\r\n\x1a\n"


async def test_a_fault_needs_a_known_kind(chat: Chat) -> None:
    assert "kind" in (await chat.post("/sandbox/faults", {"kind": "fire"}, 400))["error"]
    await chat.post("/sandbox/faults", {"kind": "down", "count": 0}, 400)
