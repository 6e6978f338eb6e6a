"""Activities and sign-ups: never oversold, one place a person, in order of arrival."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from storage.database import Database
from storage.store import Store
from storage.types import Activity, ActivityId, ActivityState, Person, SignupId, SignupState
from tests.storage.scene import (
    LATER,
    NOW,
    add_activity,
    add_person,
    add_signup,
    committed,
    settle,
)

DAY = timedelta(days=1)
CONFIRMED, WAITING, LEFT = SignupState.CONFIRMED, SignupState.WAITING, SignupState.LEFT


def join(store: Store, activity_id: ActivityId, person: Person) -> SignupState:
    """Take a seat if one is left, a place on the waiting list otherwise."""
    activity = store.activities.lock(activity_id)
    if activity.seats_left:
        add_signup(store, activity, person, CONFIRMED)
        store.activities.count(activity_id, heads=1)
        return CONFIRMED
    add_signup(store, activity, person, WAITING)
    store.activities.count(activity_id, parties=1)
    return WAITING


async def test_three_hundred_at_once_fill_twenty_seats_exactly(
    database: Database, database_url: str
) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene, seats=20))
    crowd = await database.write(lambda store: [add_person(store, f"居民{n}") for n in range(300)])
    joined = await asyncio.gather(
        *(database.write(partial(join, activity_id=activity.id, person=person)) for person in crowd)
    )
    assert joined.count(CONFIRMED) == 20
    states = committed(database_url, "SELECT state FROM signups ORDER BY id")
    assert states == ["confirmed"] * 20 + ["waiting"] * 280
    after = await database.read(lambda store: store.activities.get(activity.id))
    assert (after.taken, after.waiting, after.seats_left) == (20, 280, 0)


async def test_the_database_refuses_to_oversell_whoever_asks(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene, seats=2))
    counted = await database.write(lambda store: store.activities.count(activity.id, heads=2))
    assert counted.seats_left == 0
    for heads, parties in ((1, 0), (-3, 0), (0, -1)):
        with pytest.raises(Exception, match=r"never_oversold|waiting_counted"):
            await database.write(
                partial(count, activity_id=activity.id, heads=heads, parties=parties)
            )
    with pytest.raises(Exception, match="never_oversold"):
        await database.write(lambda store: store.activities.save(replace(activity, seats=1)))
    after = await database.read(lambda store: store.activities.get(activity.id))
    assert (after.taken, after.waiting, after.seats) == (2, 0, 2)


def count(store: Store, activity_id: ActivityId, heads: int, parties: int) -> Activity:
    return store.activities.count(activity_id, heads=heads, parties=parties)


async def test_without_a_limit_any_number_takes_part(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene, seats=None))
    counted = await database.write(lambda store: store.activities.count(activity.id, heads=5000))
    assert (counted.taken, counted.seats_left) == (5000, None)


async def test_a_changed_activity_counts_its_changes(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene))
    moved = replace(activity, place="北门", starts_at=LATER + DAY, bring="手套")
    saved = await database.write(lambda store: store.activities.save(moved))
    assert saved == replace(moved, revision=2)
    found = await database.read(lambda s: s.activities.numbered(scene.community.id, saved.number))
    assert found == saved
    assert await database.read(lambda s: s.activities.numbered(scene.community.id, 99)) is None


async def test_numbers_are_given_once_in_each_community(database: Database) -> None:
    scene = await database.write(settle)
    other = await database.write(partial(settle, name="万科社区"))
    added = await asyncio.gather(
        *(database.write(partial(add_activity, scene=scene)) for _ in range(20))
    )
    assert sorted(activity.number for activity in added) == list(range(1, 21))
    assert (await database.write(partial(add_activity, scene=other))).number == 1


async def test_the_list_shows_what_still_takes_answers(database: Database) -> None:
    scene = await database.write(settle)
    home = scene.community.id

    def fill(store: Store) -> None:
        for days in (3, 1, 2):
            add_activity(store, scene, starts_at=NOW + days * DAY)
        over = add_activity(store, scene, starts_at=NOW - DAY)
        closing = add_activity(store, scene, starts_at=NOW + DAY)
        store.activities.save(replace(closing, closes_at=NOW))
        closed = add_activity(store, scene, starts_at=NOW + DAY)
        store.activities.save(replace(closed, state=ActivityState.CLOSED))
        cancelled = add_activity(store, scene, starts_at=NOW + DAY)
        store.activities.save(replace(cancelled, state=ActivityState.CANCELLED))
        assert [over.number, closing.number, closed.number, cancelled.number] == [4, 5, 6, 7]

    await database.write(fill)
    answering = await database.read(lambda store: store.activities.open_in(home, NOW, 10))
    assert [activity.number for activity in answering] == [2, 3, 1]
    assert len(await database.read(lambda store: store.activities.open_in(home, NOW, 2))) == 2
    day = await database.read(
        lambda store: store.activities.between(home, NOW + DAY, NOW + 2 * DAY, 10)
    )
    assert [activity.number for activity in day] == [2, 5, 6]


async def test_a_person_takes_part_once(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene))
    person = await database.write(partial(add_person, name="王阿姨"))
    enter = partial(add_signup, activity=activity, person=person)
    entered = await asyncio.gather(
        *(database.write(enter) for _ in range(8)), return_exceptions=True
    )
    (signup_id,) = [each for each in entered if isinstance(each, int)]

    await database.write(lambda store: store.signups.set_state(signup_id, LEFT, NOW))
    assert await database.read(lambda s: s.signups.active(activity.id, person.id)) is None
    again = await database.write(enter)
    found = await database.read(lambda s: s.signups.active(activity.id, person.id))
    assert found is not None
    assert (found.id, found.created_at, found.companions) == (again, NOW, ())


async def test_a_list_goes_by_arrival_and_says_who_signed_somebody_up(database: Database) -> None:
    scene = await database.write(settle)
    activity = await database.write(partial(add_activity, scene=scene))

    def fill(store: Store) -> list[SignupId]:
        wang, li, kept = (add_person(store, name) for name in ("王阿姨", "李叔", "王奶奶"))
        first = add_signup(store, activity, wang)
        store.signups.set_party(first, 3, ("小明", "小红"), NOW)
        return [
            first,
            add_signup(store, activity, kept, registrar=wang.id),
            add_signup(store, activity, li, WAITING),
            add_signup(store, activity, scene.secretary, WAITING),
        ]

    first, second, third, fourth = await database.write(fill)
    lines = await database.read(lambda s: s.signups.roster(activity.id, CONFIRMED, 0, 10))
    assert [(line.name, line.size, line.registrar) for line in lines] == [
        ("王阿姨", 3, None),
        ("王奶奶", 1, "王阿姨"),
    ]
    assert lines[0].companions == ("小明", "小红")
    rest = await database.read(lambda s: s.signups.roster(activity.id, CONFIRMED, first, 10))
    assert [line.signup_id for line in rest] == [second]
    waiting = await database.read(lambda s: s.signups.first_waiting(activity.id))
    assert waiting is not None
    assert waiting.id == third
    last = await database.read(lambda s: s.signups.get(fourth))
    assert last is not None
    assert await database.read(lambda s: s.signups.position(last)) == 2
    assert await database.read(lambda s: s.signups.number(last)) == 4
    arrivals = await database.read(lambda s: s.signups.arrivals(activity.id))
    assert arrivals == [first, second, third, fourth]
    made = await database.read(lambda s: s.signups.made_by(activity.id, lines[0].person_id))
    assert [signup.id for signup in made] == [second]


async def test_a_person_sees_what_they_and_theirs_take_part_in(database: Database) -> None:
    scene = await database.write(settle)

    def fill(store: Store) -> None:
        kept = store.people.kept(scene.secretary.id, "王奶奶", NOW)
        for days in (2, 1, -1):
            activity = add_activity(store, scene, starts_at=NOW + days * DAY)
            add_signup(store, activity, scene.secretary)
            add_signup(store, activity, kept, registrar=scene.secretary.id)
        cancelled = add_activity(store, scene, starts_at=NOW + DAY)
        store.activities.save(replace(cancelled, state=ActivityState.CANCELLED))
        add_signup(store, cancelled, scene.secretary)

    await database.write(fill)
    found = await database.read(lambda s: s.signups.lately_of(scene.secretary.id, NOW))
    assert [activity.number for activity, _ in found] == [2, 2, 4, 1, 1]
    assert [signup.person_id == scene.secretary.id for _, signup in found] == [
        *(True, False, True),
        *(True, False),
    ]
