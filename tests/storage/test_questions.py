"""Open questions: one of a kind about a matter for a person, until it expires."""

import asyncio
from datetime import timedelta
from functools import partial

from storage.database import Database
from storage.questions import Asked
from storage.store import Store
from storage.types import QuestionId
from tests.storage.scene import NOW, Scene, add_group, settle

SOON = NOW + timedelta(minutes=10)


def ask(
    store: Store, scene: Scene, kind: str = "publish", about: int = 1, subject: int = 0
) -> QuestionId:
    return store.questions.ask(
        Asked(scene.secretary.id, scene.group.id, kind, {"about": about}, SOON, subject)
    )


async def test_a_newer_question_of_its_kind_replaces_the_older(database: Database) -> None:
    scene = await database.write(settle)
    older = await database.write(partial(ask, scene=scene, about=1))
    other = await database.write(partial(ask, scene=scene, kind="cancel"))
    newer = await database.write(partial(ask, scene=scene, about=2))
    asked = await database.read(lambda store: store.questions.open_for(scene.secretary.id, NOW))
    assert [question.id for question in asked] == [newer, other]
    assert asked[0].payload == {"about": 2}
    assert newer > other > older


async def test_it_replaces_it_in_every_chat_but_not_what_is_about_something_else(
    database: Database,
) -> None:
    scene = await database.write(settle)
    elsewhere = await database.write(partial(add_group, title="楼下"))
    there = Scene(scene.community, elsewhere, scene.secretary)
    await database.write(partial(ask, scene=scene))
    other = await database.write(partial(ask, scene=scene, subject=7))
    newer = await database.write(partial(ask, scene=there))
    asked = await database.read(lambda store: store.questions.open_for(scene.secretary.id, NOW))
    assert [question.id for question in asked] == [newer, other]


async def test_a_question_expires(database: Database) -> None:
    scene = await database.write(settle)
    asked = await database.write(partial(ask, scene=scene))
    before = SOON - timedelta(seconds=1)
    assert await database.read(lambda store: store.questions.get(asked, before)) is not None
    assert await database.read(lambda store: store.questions.get(asked, SOON)) is None
    assert await database.read(lambda s: s.questions.open_for(scene.secretary.id, SOON)) == []


async def test_of_two_answers_one_closes_the_question(database: Database) -> None:
    scene = await database.write(settle)
    asked = await database.write(partial(ask, scene=scene))
    closed = await asyncio.gather(
        *(database.write(lambda store: store.questions.close(asked)) for _ in range(5))
    )
    assert sorted(closed) == [False, False, False, False, True]
