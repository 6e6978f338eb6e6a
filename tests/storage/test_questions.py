"""Open questions: one of a kind for a person in a chat, until it expires."""

import asyncio
from datetime import timedelta
from functools import partial

from storage.database import Database
from storage.questions import Asked
from storage.store import Store
from storage.types import QuestionId
from tests.storage.scene import NOW, Scene, add_group, settle

SOON = NOW + timedelta(minutes=10)


def ask(store: Store, scene: Scene, kind: str = "publish", about: int = 1) -> QuestionId:
    return store.questions.ask(
        Asked(scene.secretary.id, scene.group.id, kind, {"about": about}, SOON)
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


async def test_another_chat_is_another_question(database: Database) -> None:
    scene = await database.write(settle)
    elsewhere = await database.write(partial(add_group, title="楼下"))
    await database.write(partial(ask, scene=scene))
    await database.write(partial(ask, scene=Scene(scene.community, elsewhere, scene.secretary)))
    asked = await database.read(lambda store: store.questions.open_for(scene.secretary.id, NOW))
    assert {question.chat_id for question in asked} == {scene.group.id, elsewhere.id}


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
