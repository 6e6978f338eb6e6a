"""Due rows: one an occasion, acted on once."""

import asyncio
from datetime import datetime, timedelta

from storage.database import Database
from storage.store import Store
from storage.types import Due, DueKind, DueState
from tests.storage.scene import NOW

HOUR = timedelta(hours=1)


async def now_due(database: Database, at: datetime, limit: int = 10) -> list[Due]:
    return await database.read(lambda store: store.due.now_due(at, limit))


async def test_the_same_occasion_twice_is_one(database: Database) -> None:
    for _ in range(2):
        await database.write(lambda store: store.due.add(DueKind.CLOSING, 5, NOW))
    (occasion,) = await now_due(database, NOW)
    assert (occasion.kind, occasion.subject_id, occasion.due_at) == (DueKind.CLOSING, 5, NOW)
    await database.write(lambda store: store.due.finish(occasion, DueState.DONE))
    await database.write(lambda store: store.due.add(DueKind.CLOSING, 5, NOW))
    assert await now_due(database, NOW) == []


async def test_of_many_who_find_an_occasion_one_finishes_it(database: Database) -> None:
    await database.write(lambda store: store.due.add(DueKind.CLOSING, 5, NOW))
    (occasion,) = await now_due(database, NOW)
    finished = await asyncio.gather(
        *(
            database.write(lambda store: store.due.finish(occasion, DueState.MISSED, "too late"))
            for _ in range(5)
        )
    )
    assert sorted(finished) == [False, False, False, False, True]


async def test_occasions_are_found_when_due_earliest_first(database: Database) -> None:
    def enter(store: Store) -> None:
        for hours in (3, 1, 2):
            store.due.add(DueKind.ENDING, 1, NOW + hours * HOUR)

    await database.write(enter)
    assert await database.read(lambda store: store.due.next_at()) == NOW + HOUR
    assert await now_due(database, NOW) == []
    found = await now_due(database, NOW + 2 * HOUR)
    assert [occasion.due_at for occasion in found] == [NOW + HOUR, NOW + 2 * HOUR]
    assert len(await now_due(database, NOW + 9 * HOUR, limit=1)) == 1


async def test_a_moved_occasion_waits_at_its_new_moment_alone(database: Database) -> None:
    await database.write(lambda store: store.due.add(DueKind.OPENING, 1, NOW))
    await database.write(lambda store: store.due.add(DueKind.OPENING, 2, NOW))
    await database.write(lambda store: store.due.move(DueKind.OPENING, 1, NOW + HOUR))
    found = await now_due(database, NOW + HOUR)
    assert [(each.subject_id, each.due_at) for each in found] == [(2, NOW), (1, NOW + HOUR)]
    await database.write(lambda store: store.due.move(DueKind.OPENING, 1, None))
    assert [each.subject_id for each in await now_due(database, NOW + HOUR)] == [2]


async def test_nothing_due_has_no_next_moment(database: Database) -> None:
    assert await database.read(lambda store: store.due.next_at()) is None


async def test_only_the_occasions_that_still_count_are_kept(database: Database) -> None:
    def enter(store: Store) -> None:
        for hours in (1, 2, 3):
            store.due.add(DueKind.SHORT, 1, NOW + hours * HOUR)
        store.due.keep(DueKind.SHORT, 1, (NOW + HOUR, NOW + 3 * HOUR), NOW)

    await database.write(enter)
    found = await now_due(database, NOW + 9 * HOUR)
    assert [each.due_at for each in found] == [NOW + HOUR, NOW + 3 * HOUR]
    now = NOW + HOUR
    await database.write(lambda store: store.due.keep(DueKind.SHORT, 1, (now, now), now))
    assert len(await now_due(database, NOW + 9 * HOUR)) == 1
    later = NOW + 5 * HOUR
    await database.write(lambda store: store.due.keep(DueKind.SHORT, 1, (later, later), now))
    assert len(await now_due(database, NOW + 9 * HOUR)) == 1


async def test_what_became_of_an_occasion_is_known(database: Database) -> None:
    def state(store: Store) -> DueState | None:
        return store.due.state(DueKind.SHORT, 1, NOW)

    assert await database.read(state) is None
    await database.write(lambda store: store.due.add(DueKind.SHORT, 1, NOW))
    assert await database.read(state) is DueState.WAITING
    (occasion,) = await now_due(database, NOW)
    await database.write(lambda store: store.due.finish(occasion, DueState.DONE))
    assert await database.read(state) is DueState.DONE
    assert not await database.write(lambda store: store.due.drop(DueKind.SHORT, 1))
