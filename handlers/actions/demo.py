"""The demo community, planted in a new database: a plainly fictional place with a week ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.actions import people, publishing, signups
from handlers.actions.drafts import Draft
from handlers.actions.groups import schedule_upcoming
from handlers.actions.seating import Party
from handlers.actions.setup import UPCOMING_AT
from storage.sandbox import SandboxChat, SandboxMessage
from storage.store import Store
from storage.types import (
    Address,
    Chat,
    ChatId,
    ChatKind,
    Community,
    CommunityId,
    Person,
    Role,
    UnitKind,
)

PLATFORM, ACCOUNT = "sandbox", "default"
COMMUNITY, ZONE = "桂花园社区", "Asia/Shanghai"
NEIGHBOURS, VOLUNTEERS = "桂花园邻里群", "桂花园队员群"
SECRETARY = "林书记"
GRID = "1号网格"
ROLES = {SECRETARY: Role.SECRETARY, "周社工": Role.SOCIAL_WORKER}
PEOPLE = (
    SECRETARY,
    "王阿姨",
    "李叔",
    "周社工",
    "陈奶奶",
    "小赵",
    "孙老师",
    "钱大爷",
    "吴姐",
    "郑师傅",
    "冯婶",
    "何伯",
)
IN_BOTH_GROUPS = frozenset({SECRETARY, "周社工", "李叔", "小赵"})
# Hears nothing in private, as somebody who never wrote to the bot: she is told in the group.
WITHOUT_PRIVATE_CHAT = frozenset({"陈奶奶"})
TALK = (
    (SECRETARY, "各位邻居好！这周的活动都发在群里，想来的回复“我参加”加编号就行。"),
    ("王阿姨", "好的，谢谢书记。"),
    ("钱大爷", "手机课我要来！"),
)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity of the demo; `parties` are the heads by who signs up, in order of arrival."""

    title: str
    place: str
    day: int
    begins: time
    hours: int
    seats: int | None
    bring: str | None
    parties: Mapping[str, int]


def plant(store: Store, now: datetime) -> None:
    """Plant a small living community. There is no owner yet: whoever has the code may claim it."""
    here = now.astimezone(ZoneInfo(ZONE))
    planned = Community(CommunityId(0), COMMUNITY, "zh-Hans", ZONE, UPCOMING_AT)
    community = store.communities.add(planned, now)
    groups = [_group(store, title, community) for title in (NEIGHBOURS, VOLUNTEERS)]
    met = {name: _meet(store, name, community, groups, now) for name in PEOPLE}
    _appoint(store, community, met, now)
    for name, words in TALK:
        _say(store, name, words, now)
    for each in _week(here):
        _publish(store, community, met, each, here)
    schedule_upcoming(store, community, now)


def _week(here: datetime) -> list[Planned]:
    """One activity with a last seat, a full one where people wait, and one for everybody."""
    saturday = (SATURDAY - here.weekday() - 1) % 7 + 1
    tidying = {"李叔": 2, "陈奶奶": 1, "小赵": 1, "孙老师": 2, "吴姐": 1, "郑师傅": 3, "何伯": 1}
    course = dict.fromkeys(["钱大爷", "陈奶奶", "冯婶", "何伯", "吴姐", "李叔", "孙老师"], 1)
    film = {"王阿姨": 2, "冯婶": 1, "小赵": 1}
    return [
        Planned("环境整治", "桂花园广场", saturday, time(9), 2, 12, "手套", tidying),
        Planned("智能手机小课堂", "社区活动室", 2, time(14, 30), 1, 5, "手机", course),
        Planned("露天电影", "二号楼前小广场", 4, time(19), 2, None, "小板凳", film),
    ]


def _group(store: Store, title: str, community: Community) -> Chat:
    chat = store.chats.add(Address(PLATFORM, ACCOUNT, title), ChatKind.GROUP, title)
    store.chats.enable(chat.id, community.id)
    store.sandbox.add_chat(SandboxChat(title, ChatKind.GROUP, title))
    return chat


def _meet(
    store: Store, name: str, community: Community, groups: list[Chat], now: datetime
) -> Person:
    """Enter somebody who has spoken in the neighbours' group, some in the volunteers', too."""
    address = Address(PLATFORM, ACCOUNT, name)
    person = store.people.register(address, name, now)
    for group in groups if name in IN_BOTH_GROUPS else groups[:1]:
        store.people.see(person.id, group.id)
    people.choose_home(store, person, community.id)
    store.sandbox.add_chat(SandboxChat(name, ChatKind.PRIVATE, name))
    if name not in WITHOUT_PRIVATE_CHAT:
        private = store.chats.add(address, ChatKind.PRIVATE, name)
        store.people.keep_private_chat(address, private.id)
    return person


def _appoint(store: Store, community: Community, met: Mapping[str, Person], now: datetime) -> None:
    root, by = store.communities.root(community.id), met[SECRETARY].id
    for name, role in ROLES.items():
        store.roles.grant(met[name].id, role, root, by, now)
    grid = store.communities.add_unit(community.id, root, UnitKind.GRID, GRID)
    store.communities.add_unit(community.id, grid, UnitKind.BUILDING, "2号楼")
    store.roles.grant(met["郑师傅"].id, Role.GRID_WORKER, grid, by, now)


def _say(store: Store, name: str, words: str, now: datetime) -> None:
    """Put what somebody said into the sandbox's transcript."""
    said = SandboxMessage(
        id=0,
        chat=NEIGHBOURS,
        sender=name,
        name=name,
        text=words,
        at=now,
        reply_to=None,
        edited_at=None,
        is_deleted=False,
        buttons=[],
        image=None,
        file=None,
        only_for=None,
        key=None,
    )
    store.sandbox.add(said)


def _publish(
    store: Store, community: Community, met: Mapping[str, Person], each: Planned, here: datetime
) -> None:
    day = here.date() + timedelta(days=each.day)
    begins = datetime.combine(day, each.begins, here.tzinfo)
    draft = Draft(
        community.id,
        each.title,
        each.place,
        begins,
        begins + timedelta(hours=each.hours),
        seats=each.seats,
        bring=each.bring,
    )
    secretary = met[SECRETARY]
    activity = draft.activity(secretary.id, here)
    published, _ = publishing.publish(store, secretary, activity, ChatId(0), here)
    for name, size in each.parties.items():
        party = Party(met[name], met[name], size)
        signups.join(store, published.id, party, here)
