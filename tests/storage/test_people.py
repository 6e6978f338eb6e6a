"""People, roles, communities and chats."""

from datetime import time, timedelta
from functools import partial

import pytest

from storage.database import Database
from storage.store import Store
from storage.types import (
    ChatId,
    ChatKind,
    CommunityId,
    Grant,
    Person,
    PersonId,
    Role,
    Unit,
    UnitId,
    UnitKind,
)
from tests.storage.scene import NOW, Scene, add_group, add_person, address, committed, settle


async def test_an_account_finds_its_person(database: Database) -> None:
    wang = await database.write(lambda s: s.people.register(address("wang"), "王阿姨", NOW))
    assert await database.read(lambda s: s.people.by_account(address("wang"))) == wang
    assert await database.read(lambda s: s.people.by_account(address("li"))) is None
    assert not wang.has_own_name

    await database.write(lambda s: s.people.rename(wang.id, "王桂兰", own=True))
    renamed = await database.read(lambda s: s.people.get(wang.id))
    assert (renamed.name, renamed.has_own_name) == ("王桂兰", True)


async def test_somebody_signed_up_by_name_is_the_same_person_next_time(database: Database) -> None:
    li, wang = await database.write(lambda s: (add_person(s, "李叔"), add_person(s, "王阿姨")))

    def kept(store: Store, keeper: PersonId) -> Person:
        return store.people.kept(keeper, "王奶奶", NOW)

    grandmother = await database.write(partial(kept, keeper=li.id))
    assert grandmother.keeper_id == li.id
    assert await database.write(partial(kept, keeper=li.id)) == grandmother
    assert await database.write(partial(kept, keeper=wang.id)) != grandmother


async def test_who_speaks_in_a_group_belongs_to_its_community(database: Database) -> None:
    scene = await database.write(settle)
    li = await database.write(partial(add_person, name="李叔"))
    home = scene.community.id

    def named(store: Store) -> list[PersonId]:
        found = [store.people.named(home, name) for name in ("李叔", "王奶奶")]
        return [person.id for people in found for person in people]

    assert await database.read(named) == []
    for _ in range(2):
        await database.write(lambda store: store.people.see(li.id, scene.group.id))
    kept = await database.write(lambda store: store.people.kept(li.id, "王奶奶", NOW))
    assert await database.read(named) == [li.id, kept.id]
    assert await database.read(lambda s: s.people.communities_of(li.id)) == [home]

    await database.write(lambda s: s.people.choose_community(li.id, home))
    assert (await database.read(lambda s: s.people.get(li.id))).community_id == home
    await database.write(lambda s: s.chats.disable(scene.group.id))
    assert await database.read(lambda s: s.people.communities_of(li.id)) == []


async def test_a_person_is_told_in_their_first_private_chat(database: Database) -> None:
    li = await database.write(lambda s: s.people.register(address("li"), "李叔", NOW))
    assert await database.read(lambda s: s.people.private_chat(li.id)) is None
    chats = await database.write(
        lambda s: [s.chats.add(address(each), ChatKind.PRIVATE, "李叔") for each in ("a", "b")]
    )
    for chat in chats:
        await database.write(partial(keep_private, chat_id=chat.id))
    assert await database.read(lambda s: s.people.private_chat(li.id)) == chats[0].id


def keep_private(store: Store, chat_id: ChatId) -> None:
    store.people.keep_private_chat(address("li"), chat_id)


def roles_of(store: Store, person: Person, days: int = 0) -> list[Grant]:
    return store.roles.of(person.id, NOW + timedelta(days=days))


async def test_a_role_is_held_until_it_is_taken(database: Database) -> None:
    scene = await database.write(settle)
    home = scene.community.id
    root = await database.read(lambda s: s.communities.root(home))
    lin, by = scene.secretary, scene.secretary.id

    def grant(store: Store) -> None:
        store.roles.grant(lin.id, Role.SECRETARY, root, by, NOW)

    def revoke(store: Store) -> bool:
        return store.roles.revoke(lin.id, Role.SECRETARY, root, by, NOW)

    assert await database.read(partial(roles_of, person=lin)) == []
    assert not await database.write(revoke)
    for _ in range(2):
        await database.write(grant)
    held = [Grant(Role.SECRETARY, root, home, is_whole=True)]
    assert await database.read(partial(roles_of, person=lin)) == held
    holders = await database.read(lambda s: s.roles.holders(home, Role.SECRETARY, NOW))
    assert [person.id for person in holders] == [lin.id]
    assert await database.read(lambda s: s.roles.holders(home, Role.CAPTAIN, NOW)) == []

    assert await database.write(revoke)
    assert not await database.write(revoke)
    assert await database.read(partial(roles_of, person=lin)) == []
    await database.write(grant)
    assert await database.read(partial(roles_of, person=lin)) == held


async def test_what_a_role_was_is_kept(database: Database, database_url: str) -> None:
    scene = await database.write(settle)
    root = await database.read(lambda s: s.communities.root(scene.community.id))
    await database.write(partial(give_and_take, scene=scene, unit=root))
    await database.write(partial(give_and_take, scene=scene, unit=root))
    assert committed(database_url, "SELECT revoked_by FROM roles") == [scene.secretary.id] * 2


def give_and_take(store: Store, scene: Scene, unit: UnitId) -> None:
    who = scene.secretary.id
    store.roles.grant(who, Role.GRID_WORKER, unit, who, NOW)
    store.roles.revoke(who, Role.GRID_WORKER, unit, who, NOW)


async def test_the_service_has_an_owner_once_somebody_claimed_it(
    database: Database, database_url: str
) -> None:
    lin = await database.write(partial(add_person, name="林书记"))
    assert not await database.read(lambda s: s.roles.has_owner())
    for _ in range(2):
        await database.write(lambda s: s.roles.grant(lin.id, Role.OWNER, None, lin.id, NOW))
    assert await database.read(lambda s: s.roles.has_owner())
    held = [Grant(Role.OWNER, None, None, is_whole=True)]
    assert await database.read(partial(roles_of, person=lin)) == held
    assert committed(database_url, "SELECT count(*) FROM roles") == [1]


async def test_a_community_stands_at_the_root_of_its_units(database: Database) -> None:
    scene = await database.write(settle)
    home = scene.community.id
    root = await database.read(lambda s: s.communities.root(home))
    grid = await database.write(lambda s: s.communities.add_unit(home, root, UnitKind.GRID, "一格"))
    found = await database.read(lambda s: s.communities.unit(home, "一格"))
    assert found == Unit(grid, root, UnitKind.GRID, "一格")
    assert await database.read(lambda s: s.communities.unit(home, "二格")) is None
    assert await database.read(lambda s: s.communities.root(home)) == root


async def test_a_community_keeps_its_settings(database: Database) -> None:
    scene = await database.write(settle)
    home = scene.community.id
    await database.write(lambda s: s.communities.set_upcoming(home, time(7, 30)))
    await database.write(lambda s: s.communities.set_language(home, "en"))
    found = await database.read(lambda s: s.communities.named(scene.community.name))
    assert found is not None
    assert (found.upcoming_at, found.language) == (time(7, 30), "en")
    await database.write(lambda s: s.communities.set_upcoming(home, None))
    assert (await database.read(lambda s: s.communities.get(home))).upcoming_at is None
    assert len(await database.read(lambda s: s.communities.all())) == 1
    with pytest.raises(LookupError):
        await database.read(lambda s: s.communities.get(CommunityId(99)))


async def test_a_chat_speaks_the_language_of_its_community(database: Database) -> None:
    scene = await database.write(settle)
    lonely = await database.write(partial(add_group, title="没启用"))
    found = await database.read(lambda s: s.chats.with_readers(scene.group.id)[1])
    assert found == scene.community
    assert await database.read(lambda s: s.chats.with_readers(lonely.id)[1]) is None

    def go_private(store: Store) -> ChatId:
        li = store.people.register(address("li"), "李叔", NOW)
        private = store.chats.add(address("li"), ChatKind.PRIVATE, "李叔")
        store.people.keep_private_chat(address("li"), private.id)
        store.people.choose_community(li.id, scene.community.id)
        return private.id

    private = await database.write(go_private)
    assert await database.read(lambda s: s.chats.with_readers(private)[1]) == scene.community


async def test_a_group_is_enabled_muted_and_disabled(database: Database) -> None:
    scene = await database.write(settle)
    home, group = scene.community.id, scene.group.id
    second = await database.write(partial(add_group, title="二号楼"))
    await database.write(lambda s: s.chats.enable(second.id, home))
    assert [c.id for c in await database.read(lambda s: s.chats.groups(home))] == [group, second.id]

    await database.write(lambda s: s.chats.mute(group, NOW))
    assert (await database.read(lambda s: s.chats.get(group))).muted_until == NOW
    await database.write(lambda s: s.chats.disable(group))
    assert [c.id for c in await database.read(lambda s: s.chats.groups(home))] == [second.id]
    await database.write(lambda s: s.chats.enable(group, home))
    enabled = await database.read(lambda s: s.chats.get(group))
    assert (enabled.is_enabled, enabled.muted_until) == (True, None)


async def test_a_held_chat_is_released(database: Database) -> None:
    scene = await database.write(settle)
    await database.write(lambda s: s.chats.hold(scene.group.id, NOW))
    assert (await database.read(lambda s: s.chats.get(scene.group.id))).held_until == NOW
    await database.write(lambda s: s.chats.release(scene.group.id))
    assert (await database.read(lambda s: s.chats.get(scene.group.id))).held_until is None


async def test_a_chat_is_found_by_its_address(database: Database) -> None:
    scene = await database.write(settle)
    where = address(scene.group.external_id)
    locked = await database.write(lambda s: s.chats.lock(where))
    found = await database.read(lambda s: s.chats.find(where))
    assert found == await database.read(lambda s: s.chats.get(scene.group.id))
    assert locked == (found, scene.community)
    assert locked == await database.read(lambda s: s.chats.with_readers(scene.group.id))
    assert await database.write(lambda s: s.chats.lock(address("nowhere"))) is None


async def test_a_setting_holds_its_newest_value(database: Database) -> None:
    assert await database.read(lambda s: s.settings.get("clock")) is None
    for value in ("08:00", "09:00"):
        await database.write(partial(put_clock, value=value))
    assert await database.read(lambda s: s.settings.get("clock")) == "09:00"


def put_clock(store: Store, value: str) -> None:
    store.settings.put("clock", value)
