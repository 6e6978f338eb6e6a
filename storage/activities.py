"""Activities: their facts, and the counters that keep them from being oversold."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from storage.connection import Connection
from storage.models.activities import activities
from storage.models.statements import columns, insert_into
from storage.types import Activity, ActivityId, ActivityState, CommunityId

_ACTIVITY = columns(activities, Activity)
# What an organiser may change; the counters move only with the sign-ups.
_FACTS = (
    "title",
    "place",
    "starts_at",
    "ends_at",
    "seats",
    "bring",
    "opens_at",
    "closes_at",
    "leave_until",
    "max_guests",
    "allows_overlap",
    "is_quiet",
    "state",
    "reason",
    "min_heads",
    "cancels_when_short",
    "reminder",
    "remark",
    "group_id",
    "confidence",
    "masks_names",
)
_ADD = insert_into(
    activities,
    "community_id",
    "number",
    *_FACTS,
    "organiser_id",
    "created_at",
    taken=0,
    waiting=0,
    revision=1,
).returning(*_ACTIVITY)
_GET = select(*_ACTIVITY).where(activities.c.id == bindparam("key"))
_LOCK = _GET.with_for_update()
_NUMBERED = select(*_ACTIVITY).where(
    activities.c.community_id == bindparam("community_id"),
    activities.c.number == bindparam("number"),
)
_SAVE = (
    update(activities)
    .where(activities.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in _FACTS})
    .values(revision=activities.c.revision + 1)
    .returning(*_ACTIVITY)
)
_COUNT = (
    update(activities)
    .where(activities.c.id == bindparam("key"))
    .values(
        taken=activities.c.taken + bindparam("heads", type_=activities.c.taken.type),
        waiting=activities.c.waiting + bindparam("parties", type_=activities.c.waiting.type),
    )
    .returning(*_ACTIVITY)
)
# Open for an answer: not over, and not past its closing; one that opens later is included, so
# that who comes early is told when.
_OPEN = (
    select(*_ACTIVITY)
    .where(
        activities.c.community_id == bindparam("community_id"),
        activities.c.state == ActivityState.OPEN,
        activities.c.starts_at > bindparam("now"),
        or_(activities.c.closes_at.is_(None), activities.c.closes_at > bindparam("now")),
    )
    .order_by(activities.c.starts_at, activities.c.number)
    .limit(bindparam("limit"))
)
_BETWEEN = (
    select(*_ACTIVITY)
    .where(
        activities.c.community_id == bindparam("community_id"),
        or_(activities.c.state == ActivityState.OPEN, activities.c.state == ActivityState.CLOSED),
        activities.c.starts_at >= bindparam("since"),
        activities.c.starts_at < bindparam("until"),
    )
    .order_by(activities.c.starts_at, activities.c.number)
    .limit(bindparam("limit"))
)
_NEWEST = (
    select(*_ACTIVITY)
    .where(activities.c.community_id == bindparam("community_id"))
    .order_by(activities.c.number.desc())
    .limit(bindparam("limit"))
)


class Activities:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, activity: Activity, now: datetime) -> Activity:
        """Enter an activity; the id given is not used."""
        facts = {name: getattr(activity, name) for name in _FACTS}
        added = self._connection.one(
            _ADD,
            Activity,
            community_id=activity.community_id,
            number=activity.number,
            organiser_id=activity.organiser_id,
            created_at=now,
            **facts,
        )
        return _found(added)

    def get(self, activity_id: ActivityId) -> Activity:
        return _found(self._connection.one(_GET, Activity, key=activity_id))

    def find(self, activity_id: ActivityId) -> Activity | None:
        """Return an activity that somebody only claims to exist."""
        return self._connection.one(_GET, Activity, key=activity_id)

    def lock(self, activity_id: ActivityId) -> Activity:
        """Return an activity and keep others from changing it until this transaction ends."""
        return _found(self._connection.one(_LOCK, Activity, key=activity_id))

    def numbered(self, community_id: CommunityId, number: int) -> Activity | None:
        return self._connection.one(_NUMBERED, Activity, community_id=community_id, number=number)

    def save(self, activity: Activity) -> Activity:
        """Write an activity's facts as given and count the change."""
        facts = {name: getattr(activity, name) for name in _FACTS}
        return _found(self._connection.one(_SAVE, Activity, key=activity.id, **facts))

    def count(self, activity_id: ActivityId, *, heads: int = 0, parties: int = 0) -> Activity:
        """Add to the confirmed heads and to the waiting parties.

        The database refuses what would exceed the seats, whoever asks.
        """
        return _found(
            self._connection.one(_COUNT, Activity, key=activity_id, heads=heads, parties=parties)
        )

    def open_in(self, community_id: CommunityId, now: datetime, limit: int) -> list[Activity]:
        """Return the next activities that take, or will take, sign-ups."""
        return self._connection.all(
            _OPEN, Activity, community_id=community_id, now=now, limit=limit
        )

    def between(
        self, community_id: CommunityId, since: datetime, until: datetime, limit: int
    ) -> list[Activity]:
        """Return the activities that will happen and start in [since, until)."""
        return self._connection.all(
            _BETWEEN, Activity, community_id=community_id, since=since, until=until, limit=limit
        )

    def newest(self, community_id: CommunityId, limit: int) -> list[Activity]:
        """Return what was published last, whatever has become of it, the newest first."""
        return self._connection.all(_NEWEST, Activity, community_id=community_id, limit=limit)


def _found(activity: Activity | None) -> Activity:
    if activity is None:
        raise LookupError("activity")
    return activity
