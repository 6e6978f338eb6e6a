"""Inbox and outbox: what came in once, what goes out in sequence."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from storage.database import Database
from storage.store import Store
from storage.types import Answered, ChatId, InboxId, OutboxId, OutboxRow, OutboxState
from tests.storage.scene import NOW, add_group, say, settle


def receive(store: Store, event_id: str = "42") -> InboxId | None:
    return store.inbox.add("sandbox", "demo", event_id, {"text": "我参加"}, NOW)


def repeat(store: Store, event_id: str = "42") -> Answered:
    return store.inbox.answer_to("sandbox", "demo", event_id)


async def unsent(database: Database, chat: ChatId, limit: int = 50) -> list[OutboxRow]:
    rows = await database.read(lambda store: store.outbox.unsent(chat, limit))
    return [row for row, _ in rows]


async def test_an_event_comes_in_once_and_keeps_its_first_answer(database: Database) -> None:
    entered = await database.write(receive)
    assert entered is not None
    assert await database.write(receive) is None
    assert await database.read(repeat) == Answered(entered, (), None, is_repeat=True)

    answered = Answered(entered, (OutboxId(7), OutboxId(8)), {"key": "joined"})
    await database.write(lambda store: store.inbox.finish(answered))
    again = await database.read(repeat)
    assert again == Answered(entered, (OutboxId(7), OutboxId(8)), {"key": "joined"}, is_repeat=True)


async def test_an_event_delivered_many_times_at_once_comes_in_once(database: Database) -> None:
    entered = await asyncio.gather(*(database.write(receive) for _ in range(20)))
    assert len([each for each in entered if each is not None]) == 1


async def test_the_same_id_from_another_account_is_another_event(database: Database) -> None:
    assert await database.write(receive) is not None
    other = await database.write(lambda store: store.inbox.add("sandbox", "other", "42", {}, NOW))
    assert other is not None


async def test_what_raised_a_bug_is_set_aside_for_the_operator(database: Database) -> None:
    for event_id in ("1", "2", "3"):
        entered = await database.write(partial(receive, event_id=event_id))
        assert entered is not None
        if event_id != "2":
            await database.write(partial(set_aside, inbox_id=entered))
    assert await database.read(lambda store: store.inbox.count_set_aside()) == 2
    newest, oldest = await database.read(lambda store: store.inbox.list_set_aside())
    assert newest[1:] == (NOW, "KeyError('3')")
    assert oldest[0] < newest[0]


def set_aside(store: Store, inbox_id: InboxId) -> None:
    store.inbox.set_aside(inbox_id, f"KeyError('{inbox_id}')")


async def test_messages_are_numbered_within_their_chat(database: Database) -> None:
    scene = await database.write(settle)
    other = await database.write(partial(add_group, title="楼下"))
    chats = [scene.group.id, other.id] * 20
    await asyncio.gather(*(database.write(partial(say, chat_id=chat)) for chat in chats))
    for chat in (scene.group.id, other.id):
        rows = await unsent(database, chat)
        assert [row.seq for row in rows] == list(range(1, 21))
    first = await unsent(database, other.id, limit=3)
    assert [row.seq for row in first] == [1, 2, 3]
    assert set(await database.read(lambda store: store.outbox.chats_waiting())) == set(chats)


async def test_a_message_that_is_undone_leaves_no_gap(database: Database) -> None:
    scene = await database.write(settle)

    def say_and_fail(store: Store) -> OutboxId:
        say(store, scene.group.id)
        raise LookupError

    works: list[Callable[[Store], OutboxId]] = [partial(say, chat_id=scene.group.id)] * 2
    works.insert(1, say_and_fail)
    said = [database.write(work, "院里") for work in works]
    await asyncio.gather(*said, return_exceptions=True)
    rows = await unsent(database, scene.group.id)
    assert [row.seq for row in rows] == [1, 2]


async def test_a_message_waits_until_it_is_sent_and_keeps_its_wording(database: Database) -> None:
    scene = await database.write(settle)
    chat = scene.group.id
    sent, next_one = await database.write(lambda store: (say(store, chat), say(store, chat)))

    await database.write(lambda store: store.outbox.mark_sending([(sent, {"text": "好的"})]))
    first, second = await unsent(database, chat)
    assert (first.id, first.tries, first.worded) == (sent, 1, {"text": "好的"})
    assert (second.id, second.tries, second.worded) == (next_one, 0, None)

    later = NOW + timedelta(seconds=1)
    await database.write(
        lambda store: store.outbox.mark_sent([(sent, "m-1", {"text": "好的"})], later)
    )
    assert [row.id for row in await unsent(database, chat)] == [next_one]
    quoted = await database.read(lambda store: store.outbox.by_message(chat, "m-1"))
    assert quoted is not None
    assert quoted.id == sent
    assert await database.read(lambda store: store.outbox.by_message(chat, "m-2")) is None
    found = await database.read(lambda store: store.outbox.sent_message(sent))
    assert found is not None
    assert (found.state, found.message_id) == (OutboxState.SENT, "m-1")


async def test_a_message_that_failed_waits_again_and_a_dead_one_lets_the_others_go(
    database: Database,
) -> None:
    scene = await database.write(settle)
    chat = scene.group.id
    failed, dead = await database.write(lambda store: (say(store, chat), say(store, chat)))
    await database.write(lambda store: store.outbox.mark_failed(failed, 3, "timed out"))
    await database.write(lambda store: store.outbox.mark_dead(dead, "chat not found"))
    (waiting,) = await unsent(database, chat)
    assert (waiting.id, waiting.tries) == (failed, 3)
    assert await database.read(lambda store: store.outbox.list_dead()) == [
        (dead, chat, NOW, "chat not found")
    ]
    health = await database.read(lambda store: store.outbox.health(set_aside=4))
    assert (health.waiting, health.dead, health.set_aside) == (1, 1, 4)
    assert health.oldest_waiting_at == NOW


async def test_a_queue_without_rows_is_healthy(database: Database) -> None:
    health = await database.read(lambda store: store.outbox.health(set_aside=0))
    assert (health.waiting, health.dead, health.oldest_waiting_at) == (0, 0, None)


async def test_what_may_have_arrived_is_never_sent_again(database: Database) -> None:
    scene = await database.write(settle)
    chat = scene.group.id

    def live(store: Store) -> list[bool]:
        died_over, behind, refused, unknown = (say(store, chat) for _ in range(4))
        store.outbox.mark_sending([(died_over, {}), (behind, {})])
        store.outbox.put_back([behind])
        store.outbox.mark_sending([(died_over, {}), (behind, {})])
        for each in (died_over, behind, refused):
            store.outbox.mark_dead(each, "refused")
        store.outbox.mark_failed(unknown, 1, "no answer", is_doubtful=True)
        store.outbox.mark_dead(unknown, "refused")
        return [store.outbox.revive(each) for each in (died_over, behind, refused, unknown)]

    assert await database.write(live) == [False, True, True, False]
    rows = await unsent(database, chat)
    assert [(row.seq, row.tries) for row in rows] == [(5, 0), (6, 0)]
