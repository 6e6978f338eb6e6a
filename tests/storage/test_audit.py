"""The audit log only grows: the database itself refuses to change what it says."""

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DatabaseError

from storage.audit import Entry
from storage.database import Database
from storage.store import Store
from storage.types import Deed
from tests.storage.scene import NOW, Scene, add_activity, committed, settle


def publish(store: Store, scene: Scene, times: int = 1) -> None:
    """Write down so many times that the secretary published an activity."""
    activity = add_activity(store, scene)
    entry = Entry(
        Deed.PUBLISH,
        scene.community.id,
        scene.secretary.id,
        activity.id,
        after={"seats": 20},
        reason="清扫落叶",
    )
    for _ in range(times):
        store.audit.add(entry, NOW)


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit SET reason = 'nothing'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1"],
)
async def test_no_entry_is_changed_or_deleted(
    database: Database, database_url: str, change: str
) -> None:
    scene = await database.write(settle)
    await database.write(lambda store: publish(store, scene))
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    try:
        with engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
            connection.execute(text(change))
    finally:
        engine.dispose()
    assert committed(database_url, "SELECT reason FROM audit") == ["清扫落叶"]


async def test_an_entry_says_who_what_when_and_why(database: Database) -> None:
    scene = await database.write(settle)
    await database.write(lambda store: publish(store, scene))
    [line] = await database.read(lambda store: store.audit.of_community(scene.community.id, 15))
    assert (line.deed, line.actor, line.subject) == (Deed.PUBLISH, "林书记", None)
    assert (line.at, line.number, line.reason) == (NOW, 1, "清扫落叶")
    assert (line.before, line.after) == ({}, {"seats": 20})


async def test_pages_go_on_behind_the_last_entry_shown(database: Database) -> None:
    scene = await database.write(settle)
    await database.write(lambda store: publish(store, scene, times=3))
    log = scene.community.id
    first = await database.read(lambda store: store.audit.of_community(log, 2))
    await database.write(lambda store: publish(store, scene))
    rest = await database.read(lambda store: store.audit.of_community(log, 2, first[-1].id))
    assert len(first) == 2
    assert [line.id for line in rest] == [first[-1].id - 1]
