"""Live cards: stale while they no longer tell the truth, and only once they were sent."""

from functools import partial

from storage.cards import Card
from storage.database import Database
from storage.outbox import Outgoing
from storage.store import Store, Wake
from storage.types import Activity, ChatId, OutboxId, OutboxKind
from tests.storage.scene import NOW, Scene, add_activity, add_group, settle


def post_card(store: Store, activity: Activity, chat_id: ChatId) -> OutboxId:
    outbox_id = store.outbox.add(Outgoing(chat_id, OutboxKind.CARD, {}, activity.id), NOW)
    store.cards.put(activity.id, chat_id, outbox_id)
    return outbox_id


async def posted(database: Database, message_id: str) -> tuple[Scene, Activity]:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene))
    row = await database.write(partial(post_card, activity=activity, chat_id=scene.group.id))
    await database.write(lambda store: store.outbox.mark_sent([(row, message_id, {})], NOW))
    return scene, activity


async def stale(database: Database, chat_id: ChatId) -> list[Card]:
    return await database.read(lambda store: store.cards.stale(chat_id, 10))


async def test_any_number_of_changes_is_one_edit(database: Database) -> None:
    scene, activity = await posted(database, "m-1")
    assert await stale(database, scene.group.id) == []
    for _ in range(3):
        await database.write(lambda store: store.cards.touch(activity.id))
    (card,) = await stale(database, scene.group.id)
    assert (card.activity_id, card.message_id) == (activity.id, "m-1")
    assert await database.read(lambda store: store.cards.chats_stale()) == [scene.group.id]
    await database.write(lambda store: store.cards.mark_shown(card))
    assert await stale(database, scene.group.id) == []
    assert await database.read(lambda store: store.cards.chats_stale()) == []


async def test_a_change_while_the_card_is_shown_makes_it_stale_again(database: Database) -> None:
    scene, activity = await posted(database, "m-1")
    await database.write(lambda store: store.cards.touch(activity.id))
    (read_before,) = await stale(database, scene.group.id)
    await database.write(lambda store: store.cards.touch(activity.id))
    await database.write(lambda store: store.cards.mark_shown(read_before))
    assert len(await stale(database, scene.group.id)) == 1


async def test_a_card_that_was_not_sent_has_nothing_to_edit(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene))
    await database.write(partial(post_card, activity=activity, chat_id=scene.group.id))
    await database.write(lambda store: store.cards.touch(activity.id))
    assert await stale(database, scene.group.id) == []


async def test_a_newer_card_takes_the_place_of_the_older(database: Database) -> None:
    scene, activity = await posted(database, "m-1")
    await database.write(lambda store: store.cards.touch(activity.id))
    row = await database.write(partial(post_card, activity=activity, chat_id=scene.group.id))
    await database.write(lambda store: store.outbox.mark_sent([(row, "m-2", {})], NOW))
    assert await stale(database, scene.group.id) == []
    await database.write(lambda store: store.cards.touch(activity.id))
    assert [card.message_id for card in await stale(database, scene.group.id)] == ["m-2"]


async def test_a_change_rings_every_chat_that_shows_the_activity(database: Database) -> None:
    scene, activity = await posted(database, "m-1")
    other = await database.write(partial(add_group, title="楼下"))
    await database.write(partial(post_card, activity=activity, chat_id=other.id))
    wakes: list[Wake] = []
    database.on_commit = wakes.append
    await database.write(lambda store: store.cards.touch(activity.id))
    assert [wake.stale for wake in wakes] == [{scene.group.id, other.id}]
