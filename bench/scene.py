"""What stands before the first message: groups of neighbours, an activity in each, and who may join."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from handlers.actions import posting
from storage.database import open_database
from storage.sandbox import SandboxChat
from storage.store import Store
from storage.types import (
    Activity,
    Address,
    Chat,
    ChatKind,
    Community,
    CommunityId,
    PersonId,
    Signup,
    SignupId,
    SignupState,
)
from tests.activity import an_activity

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
SANDBOX, TELEGRAM = "sandbox", "telegram"
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody and the group they speak in; ids and names of their platform."""

    person: str
    group: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a community of its own, with its activities and how many have signed up for each."""

    name: str
    activities: int = 1
    roster: int = 0


def neighbours(groups: int, people: int) -> list[Neighbour]:
    """Return people spread evenly over groups, those of different groups taking turns."""
    return [Neighbour(f"p{each}", f"g{each % groups}") for each in range(people)]


async def plant(
    url: str, groups: list[Group], people: list[Neighbour], scene: "Scene | None" = None
) -> None:
    """Write communities, groups, activities and their neighbours into an empty database."""
    scene = scene or Scene()
    database = await open_database(url)
    try:
        await database.write(partial(scene.plant_groups, groups=groups))
        for start in range(0, len(people), CHUNK):
            chunk = people[start : start + CHUNK]
            await database.write(partial(scene.plant_people, people=chunk))
        for group in groups:
            members = [each for each in people if each.group == group.name][: group.roster]
            await database.write(partial(scene.sign_up, group=group, members=members))
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Scene:
    """On which platform all this is, and at which moment."""

    platform: str = SANDBOX
    now: datetime = NOW

    def address(self, external_id: str) -> Address:
        return Address(self.platform, "default", external_id)

    def plant_groups(self, store: Store, groups: list[Group]) -> None:
        organiser = store.people.register(self.address("secretary"), "林书记", self.now)
        for at, group in enumerate(groups):
            name = f"{group.name}社区"
            new = Community(CommunityId(0), name, "zh-Hans", "Asia/Shanghai", time(18))
            community = store.communities.add(new, self.now)
            chat = store.chats.add(self.address(group.name), ChatKind.GROUP, group.name)
            store.chats.enable(chat.id, community.id)
            if self.platform == SANDBOX:
                store.sandbox.add_chat(SandboxChat(group.name, ChatKind.GROUP, group.name))
            for activity in self._activities(store, community.id, organiser.id, group, at):
                added = store.activities.add(activity, self.now)
                posting.post_card(store, chat.id, added.id, self.now)

    def plant_people(self, store: Store, people: list[Neighbour]) -> None:
        chats: dict[str, Chat | None] = {}
        for each in people:
            if each.group not in chats:
                chats[each.group] = store.chats.find(self.address(each.group))
            address = self.address(each.person)
            person = store.people.by_account(address)
            person = person or store.people.register(address, each.person, self.now)
            chat = chats[each.group]
            assert chat is not None
            store.people.see(person.id, chat.id)
            if self.platform == SANDBOX:
                store.sandbox.add_chat(SandboxChat(each.person, ChatKind.PRIVATE, each.person))
            else:
                private = store.chats.add(address, ChatKind.PRIVATE, each.person)
                store.people.keep_private_chat(address, private.id)

    def sign_up(self, store: Store, group: Group, members: list[Neighbour]) -> None:
        chat = store.chats.find(self.address(group.name))
        assert chat is not None
        assert chat.community_id is not None
        activity = store.activities.numbered(chat.community_id, 1)
        assert activity is not None
        state = SignupState.CONFIRMED
        for each in members:
            person = store.people.by_account(self.address(each.person))
            assert person is not None
            signup = Signup(SignupId(0), activity.id, person.id, person.id, 1, (), state, self.now)
            store.signups.add(signup)
            store.activities.count(activity.id, heads=1)

    def _activities(
        self, store: Store, community: CommunityId, organiser: PersonId, group: Group, at: int
    ) -> Iterator[Activity]:
        for number in range(group.activities):
            start = self.now + timedelta(days=5 + (at + number) % 150, hours=3 * (number // 150))
            yield an_activity(
                community_id=community,
                number=store.communities.take_number(community),
                title=f"环境整治{number + 1}",
                place="小花园",
                starts_at=start,
                ends_at=start + timedelta(hours=2),
                seats=5_000,
                max_guests=3,
                organiser_id=organiser,
            )
