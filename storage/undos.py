"""How what a person did last is taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.connection import Connection
from storage.models.records import undos
from storage.models.statements import columns, insert_into
from storage.types import CommunityId, PersonId, Undo, UndoId

_ADD = insert_into(undos, "person_id", "community_id", "kind", "values", "until")
_LAST = (
    select(*columns(undos, Undo))
    .where(
        undos.c.person_id == bindparam("person_id"),
        undos.c.community_id == bindparam("community_id"),
        undos.c.done_at.is_(None),
    )
    .order_by(undos.c.id.desc())
    .limit(1)
)
_FINISH = (
    update(undos)
    .where(undos.c.id == bindparam("key"), undos.c.done_at.is_(None))
    .values(done_at=bindparam("done_at"))
    .returning(undos.c.id)
)


class Undos:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        person_id: PersonId,
        community_id: CommunityId,
        kind: str,
        values: Mapping[str, Any],
        until: datetime,
    ) -> None:
        """Keep the inverse of what a person did, for as long as it may be taken back."""
        self._connection.run(
            _ADD,
            person_id=person_id,
            community_id=community_id,
            kind=kind,
            values=values,
            until=until,
        )

    def last(self, person_id: PersonId, community_id: CommunityId) -> Undo | None:
        """Return what a person did last and hasn't taken back, whether or not it still may be."""
        return self._connection.one(_LAST, Undo, person_id=person_id, community_id=community_id)

    def finish(self, undo_id: UndoId, now: datetime) -> bool:
        """Note that it was taken back; False when it was already."""
        return self._connection.value(_FINISH, key=undo_id, done_at=now) is not None
