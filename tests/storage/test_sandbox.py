"""The sandbox's transcript: a repeated send is the same message."""

import asyncio
from datetime import timedelta
from functools import partial

from storage.database import Database
from storage.sandbox import SandboxChat, SandboxMessage
from storage.store import Store
from storage.types import ChatKind
from tests.storage.scene import NOW, add_person, settle


def write_down(store: Store, text: str = "我参加", key: str | None = None) -> int:
    return store.sandbox.add(
        SandboxMessage(
            id=0,
            chat="院里",
            sender="wang",
            name="王阿姨",
            text=text,
            at=NOW,
            reply_to=None,
            edited_at=None,
            is_deleted=False,
            buttons=[],
            image=None,
            file=None,
            only_for=None,
            key=key,
        )
    ).id


async def test_a_repeated_send_is_the_same_message(database: Database) -> None:
    sent = await asyncio.gather(
        *(database.write(partial(write_down, key="out-1")) for _ in range(5))
    )
    assert len(set(sent)) == 1
    found = await database.read(lambda store: store.sandbox.get(sent[0]))
    assert found is not None
    assert (found.key, found.text, found.at) == ("out-1", "我参加", NOW)
    assert await database.write(write_down) != await database.write(write_down)


async def test_a_chat_is_read_on_from_a_message(database: Database) -> None:
    assert await database.read(lambda store: store.sandbox.last_at()) is None
    first, second, third = [await database.write(partial(write_down, text=t)) for t in "一二三"]
    found = await database.read(lambda store: store.sandbox.after("院里", first, 10))
    assert [(message.id, message.text) for message in found] == [(second, "二"), (third, "三")]
    assert await database.read(lambda store: store.sandbox.after("楼下", 0, 10)) == []
    assert len(await database.read(lambda store: store.sandbox.after("院里", 0, 2))) == 2
    assert await database.read(lambda store: store.sandbox.last_at()) == NOW


async def test_an_edit_changes_the_words_and_the_buttons(database: Database) -> None:
    sent = await database.write(write_down)
    button = {"label": "我参加", "press": "join:1"}
    later = NOW + timedelta(minutes=1)
    await database.write(lambda store: store.sandbox.edit(sent, "已报名", [button], later))
    found = await database.read(lambda store: store.sandbox.get(sent))
    assert found is not None
    assert (found.text, found.buttons, found.edited_at) == ("已报名", [button], later)


async def test_chats_and_files_are_kept_as_first_given(database: Database) -> None:
    chat = SandboxChat("院里", ChatKind.GROUP, "院里")
    for _ in range(2):
        await database.write(lambda store: store.sandbox.add_chat(chat))
        await database.write(lambda store: store.sandbox.add_file("f", "image/png", b"\x89PNG"))
    assert await database.read(lambda store: store.sandbox.chats()) == [chat]
    assert await database.read(lambda store: store.sandbox.file("f")) == ("image/png", b"\x89PNG")
    assert await database.read(lambda store: store.sandbox.file("g")) is None


async def test_everybody_is_listed_with_the_groups_they_speak_in(database: Database) -> None:
    scene = await database.write(settle)
    silent = await database.write(partial(add_person, name="李叔"))
    await database.write(lambda store: store.people.see(scene.secretary.id, scene.group.id))
    people = await database.read(lambda store: store.sandbox.people())
    assert [(person.name, person.chats) for person in people] == [
        ("林书记", [scene.group.external_id]),
        (silent.name, []),
    ]
