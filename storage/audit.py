"""The audit log: who did what, when, from what to what, and why. It only grows."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.connection import Connection
from storage.models.activities import activities
from storage.models.people import people
from storage.models.records import audit
from storage.models.statements import insert_into
from storage.records import record
from storage.types import ActivityId, CommunityId, Deed, PersonId

_ADD = insert_into(
    audit,
    "at",
    "deed",
    "actor_id",
    "community_id",
    "activity_id",
    "person_id",
    "before",
    "after",
    "reason",
)
_actors, _subjects = people.alias("actors"), people.alias("subjects")
_LINES = (
    select(
        audit.c.id,
        audit.c.at,
        audit.c.deed,
        activities.c.number,
        _actors.c.name,
        _subjects.c.name,
        audit.c.before,
        audit.c.after,
        audit.c.reason,
    )
    .outerjoin(activities, activities.c.id == audit.c.activity_id)
    .outerjoin(_actors, _actors.c.id == audit.c.actor_id)
    .outerjoin(_subjects, _subjects.c.id == audit.c.person_id)
    .where(audit.c.id < bindparam("before"))
    .order_by(audit.c.id.desc())
    .limit(bindparam("limit"))
)
_OF_ACTIVITY = _LINES.where(audit.c.activity_id == bindparam("activity_id"))
_OF_COMMUNITY = _LINES.where(audit.c.community_id == bindparam("community_id"))
_END = 2**62


@record
class Entry:
    """What to write down; `actor_id` is None for what happened by itself."""

    deed: Deed
    community_id: CommunityId
    actor_id: PersonId | None = None
    activity_id: ActivityId | None = None
    person_id: PersonId | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None


@record
class AuditLine:
    """One entry of the audit log: who did what to whom, when, from what to what, and why.

    `number` is the activity's; the entries are numbered in the order they were written.
    """

    id: int
    at: datetime
    deed: Deed
    number: int | None
    actor: str | None
    subject: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str | None


class Audit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: Entry, now: datetime) -> None:
        self._connection.run(
            _ADD,
            at=now,
            deed=entry.deed,
            actor_id=entry.actor_id,
            community_id=entry.community_id,
            activity_id=entry.activity_id,
            person_id=entry.person_id,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )

    def of_activity(
        self, activity_id: ActivityId, limit: int, before: int | None = None
    ) -> list[AuditLine]:
        """Return what was done about an activity, newest first; older than the entry `before`."""
        return self._connection.all(
            _OF_ACTIVITY, AuditLine, activity_id=activity_id, limit=limit, before=before or _END
        )

    def of_community(
        self, community_id: CommunityId, limit: int, before: int | None = None
    ) -> list[AuditLine]:
        """Return what was done in a community, newest first; older than the entry `before`."""
        return self._connection.all(
            _OF_COMMUNITY, AuditLine, community_id=community_id, limit=limit, before=before or _END
        )
