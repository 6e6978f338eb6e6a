"""The units of a community, and who holds what in them."""

from functools import partial

from storage.database import Database
from storage.store import Store
from storage.types import Grant, Post, Role, UnitId, UnitKind
from tests.storage.scene import NOW, Scene, add_group, add_person, settle


def lay_units(store: Store, scene: Scene) -> tuple[UnitId, UnitId]:
    """Lay a grid with one building; return the root and the grid."""
    home = scene.community.id
    root = store.communities.root(home)
    grid = store.communities.add_unit(home, root, UnitKind.GRID, "3号网格")
    store.communities.add_unit(home, grid, UnitKind.BUILDING, "5号楼")
    return root, grid


async def test_the_units_of_one_community_come_root_first(database: Database) -> None:
    scene = await database.write(settle)
    other = await database.write(partial(settle, name="桂花园社区"))
    await database.write(partial(lay_units, scene=scene))
    found = await database.read(lambda s: s.communities.units(scene.community.id))
    assert [unit.name for unit in found] == [scene.community.name, "3号网格", "5号楼"]
    found = await database.read(lambda s: s.communities.units(other.community.id))
    assert [unit.name for unit in found] == ["桂花园社区"]


async def test_posts_tell_who_holds_what_where(database: Database) -> None:
    scene = await database.write(settle)
    root, grid = await database.write(partial(lay_units, scene=scene))
    lin = scene.secretary
    wang = await database.write(partial(add_person, name="王芳"))

    def grant(store: Store) -> tuple[bool, ...]:
        return (
            store.roles.grant(lin.id, Role.SECRETARY, root, lin.id, NOW),
            store.roles.grant(wang.id, Role.GRID_WORKER, grid, lin.id, NOW),
            store.roles.grant(wang.id, Role.GRID_WORKER, grid, lin.id, NOW),
        )

    assert await database.write(grant) == (True, True, False)
    posts = await database.read(lambda s: s.roles.posts(scene.community.id, NOW))
    assert posts == [
        Post(lin.id, "林书记", Role.SECRETARY, root),
        Post(wang.id, "王芳", Role.GRID_WORKER, grid),
    ]
    held = await database.read(lambda s: s.roles.of(wang.id, NOW))
    assert held == [Grant(Role.GRID_WORKER, grid, scene.community.id, is_whole=False)]
    await database.write(lambda s: s.roles.revoke(wang.id, Role.GRID_WORKER, grid, lin.id, NOW))
    posts = await database.read(lambda s: s.roles.posts(scene.community.id, NOW))
    assert [post.name for post in posts] == ["林书记"]


async def test_the_service_has_one_owner(database: Database) -> None:
    lin, wang = await database.write(lambda s: (add_person(s, "林书记"), add_person(s, "王芳")))
    assert await database.write(lambda s: s.roles.grant(lin.id, Role.OWNER, None, lin.id, NOW))
    assert not await database.write(
        lambda s: s.roles.grant(wang.id, Role.OWNER, None, wang.id, NOW)
    )


async def test_people_of_one_name_are_told_apart_by_their_groups(database: Database) -> None:
    scene = await database.write(settle)
    home = scene.community.id

    def speak(store: Store) -> None:
        elsewhere = add_group(store, "别处")
        for group in (scene.group, elsewhere):
            store.people.see(scene.secretary.id, group.id)

    await database.write(speak)
    found = await database.read(lambda s: s.people.groups_of(scene.secretary.id, home, 2))
    assert found == [scene.group.title]
