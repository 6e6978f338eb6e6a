"""What is written down of a seat on its way: in the audit log, and for undoing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.platforms.sandbox.decode import ACCOUNT
from storage.audit import AuditLine
from storage.database import Database, open_database
from storage.store import Store
from storage.types import Address, Deed, Undo
from tests.chat import OWNER, Chat, conversation


@asynccontextmanager
async def published(database_url: str, seats: int) -> AsyncIterator[Chat]:
    """A conversation in which activity 1 takes sign-ups."""
    async with conversation(database_url) as chat:
        await chat.set_up()
        await chat.says(OWNER, f"发布活动 周六上午9点到11点 社区广场 环境整治 {seats}人")
        await chat.says(OWNER, "确认")
        yield chat


async def queue(chat: Chat) -> None:
    for name in ("王阿姨", "李叔", "赵姐", "钱伯"):
        await chat.says(name, "我参加")
    await chat.says("王阿姨", "我不去了")
    await chat.says("王阿姨", "确认退出")


async def log(database: Database) -> list[AuditLine]:
    """What was done about places on the list, the oldest first."""

    def read(store: Store) -> list[AuditLine]:
        activity = store.activities.numbered(store.communities.all()[0].id, 1)
        assert activity is not None
        return store.audit.of_activity(activity.id, 100)

    found = await database.read(read)
    return [line for line in found[::-1] if line.deed is not Deed.PUBLISH]


async def last(database: Database, name: str) -> Undo:
    """What somebody did last that can be taken back."""

    def read(store: Store) -> Undo | None:
        person = store.people.by_account(Address("sandbox", ACCOUNT, name))
        assert person is not None
        return store.undos.last(person.id, store.communities.all()[0].id)

    found = await database.read(read)
    assert found is not None
    return found


@asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Database]:
    """The database that a conversation has left behind."""
    database = await open_database(database_url)
    try:
        yield database
    finally:
        await database.close()


async def test_each_step_has_its_entry(database_url: str) -> None:
    async with published(database_url, 1) as chat:
        await queue(chat)
        await chat.says("李叔", "放弃")
        await chat.clock("2026-11-23T08:00")
        await chat.says("钱伯", "确认")
    async with opened(database_url) as database:
        lines = await log(database)
    assert [(line.deed, line.actor, line.subject) for line in lines] == [
        *((Deed.JOIN, name, name) for name in ("王阿姨", "李叔", "赵姐", "钱伯")),
        (Deed.LEAVE, "王阿姨", "王阿姨"),
        (Deed.OFFER, None, "李叔"),
        (Deed.DECLINE, "李叔", "李叔"),
        (Deed.OFFER, None, "赵姐"),
        (Deed.EXPIRE, None, "赵姐"),
        # Held back in the night, offered in the morning.
        (Deed.OFFER, None, "钱伯"),
        (Deed.OFFER, None, "钱伯"),
        (Deed.CLAIM, "钱伯", "钱伯"),
    ]
    *_, held, offered, claimed = lines
    assert (held.before["state"], held.after["claim_until"]) == ("waiting", None)
    assert offered.after["claim_until"].startswith("2026-11-23T11:00")
    assert (claimed.before["state"], claimed.after["state"]) == ("offered", "confirmed")


async def test_a_seat_given_without_asking_is_a_promotion(database_url: str) -> None:
    async with published(database_url, 1) as chat:
        await chat.clock("2026-11-28T08:00")
        await queue(chat)
    async with opened(database_url) as database:
        promoted = (await log(database))[-1]
    assert (promoted.deed, promoted.actor, promoted.subject) == (Deed.PROMOTE, None, "李叔")
    assert (promoted.before["state"], promoted.after["state"]) == ("waiting", "confirmed")


async def test_what_one_did_can_be_taken_back(database_url: str) -> None:
    async with published(database_url, 5) as chat:
        await chat.says("王阿姨", "我参加 2人")
        await chat.says("李叔", "我参加 2人")
        await chat.says("李叔", "同行 张三")
        await chat.says("李叔", "改为1人")
        await chat.says("赵姐", "我参加")
        await chat.says("赵姐", "我不去了")
    async with opened(database_url) as database:
        joined, resized, left = [await last(database, name) for name in ("王阿姨", "李叔", "赵姐")]
    assert joined.kind == "join"
    assert joined.values == {"activity": 1, "signup": 1, "to": 2}
    assert resized.kind == "resize"
    assert resized.values.items() >= {"size": 2, "companions": ["张三"], "to": 1}.items()
    assert left.kind == "leave"
    assert left.values.items() >= {"activity": 1, "signup": 3, "state": "confirmed"}.items()


async def test_a_claim_keeps_what_was_offered(database_url: str) -> None:
    async with published(database_url, 1) as chat:
        await queue(chat)
        await chat.says("李叔", "放弃")
        await chat.says("赵姐", "确认")
    async with opened(database_url) as database:
        declined, claimed = await last(database, "李叔"), await last(database, "赵姐")
    assert (declined.kind, declined.values["freed_by"]) == ("decline", 1)
    assert (claimed.kind, claimed.values["freed_by"]) == ("claim", 2)
    assert claimed.values["claim_until"].startswith("2026-11-22T14:00")
