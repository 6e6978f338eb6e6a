"""The job, on SQLAlchemy's ORM and aiosqlite: each update once, a member, a seat or a place to wait.

As their manuals show it, and with the same promise as the bot: a transaction an update, BEGIN
IMMEDIATE, WAL, synchronous=FULL. A lock in the process spares SQLite's own waiting, which is slower.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

COMMUNITIES = 50
WORDS = "我参加"


class Base(DeclarativeBase):
    pass


class Update(Base):
    __tablename__ = "updates"
    id: Mapped[int] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    community: Mapped[int]


class Activity(Base):
    __tablename__ = "activities"
    id: Mapped[int] = mapped_column(primary_key=True)
    community: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    starts_at: Mapped[datetime]
    seats: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)


class SignUp(Base):
    __tablename__ = "signups"
    __table_args__ = (UniqueConstraint("activity_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    waits: Mapped[bool]
    created_at: Mapped[datetime]


class Town:
    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._lock = asyncio.Lock()

    async def sign_up(self, update_id: int, member_id: int, name: str) -> str | None:
        """Return what to answer, committed; None for an update that came before."""
        async with self._lock, self._sessions() as session, session.begin():
            if await session.get(Update, update_id) is not None:
                return None
            now = _now()
            session.add(Update(id=update_id, received_at=now))
            member = await session.get(Member, member_id)
            if member is None:
                member = Member(id=member_id, name=name, community=member_id % COMMUNITIES)
                session.add(member)
            member.name = name
            wanted = select(Activity).where(
                Activity.community == member.community, Activity.starts_at > now
            )
            activity = (await session.scalars(wanted)).one()
            return await self._seat(session, activity, member, now)

    async def _seat(
        self, session: AsyncSession, activity: Activity, member: Member, now: datetime
    ) -> str:
        is_in = select(SignUp).where(
            SignUp.activity_id == activity.id, SignUp.member_id == member.id
        )
        if (await session.scalars(is_in)).first() is not None:
            return f"{member.name} 已报名,不用再报"
        waits = activity.taken >= activity.seats
        session.add(
            SignUp(activity_id=activity.id, member_id=member.id, waits=waits, created_at=now)
        )
        if not waits:
            activity.taken += 1
            return f"{member.name} 已报名「{activity.title}」,第{activity.taken}号"
        others = select(func.count()).where(SignUp.activity_id == activity.id, SignUp.waits)
        return f"{member.name} 排队第{await session.scalar(others)}位"


@asynccontextmanager
async def town(file: Path) -> AsyncIterator[Town]:
    """Open a new database with an activity in each community."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    async with sessions() as session, session.begin():
        starts_at = _now() + timedelta(days=5)
        for each in range(COMMUNITIES):
            session.add(
                Activity(community=each, title="环境整治", starts_at=starts_at, seats=5_000)
            )
    try:
        yield Town(sessions)
    finally:
        await engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
