"""Who was reminded of what, and who doesn't want to be."""

from sqlalchemy import bindparam, delete, select

from storage.connection import Connection
from storage.models.activities import reminders
from storage.models.people import optouts
from storage.models.statements import insert_into
from storage.types import Activity, PersonId, ReminderKind

_CLAIM = (
    insert_into(reminders, "activity_id", "person_id", "kind", "starts_at")
    .on_conflict_do_nothing()
    .returning(reminders.c.person_id)
)
_OPT_OUT = insert_into(optouts, "person_id", "kind").on_conflict_do_nothing()
_OPT_IN = delete(optouts).where(
    optouts.c.person_id == bindparam("person_id"), optouts.c.kind == bindparam("kind")
)
_IS_OUT = select(optouts.c.kind).where(
    optouts.c.person_id == bindparam("person_id"), optouts.c.kind == bindparam("kind")
)


class Reminders:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, activity: Activity, person_id: PersonId, kind: ReminderKind) -> bool:
        """Note that a person is told this about an activity at its present time; False when
        they were told before.
        """
        claimed = self._connection.value(
            _CLAIM,
            activity_id=activity.id,
            person_id=person_id,
            kind=kind,
            starts_at=activity.starts_at,
        )
        return claimed is not None

    def opt_out(self, person_id: PersonId, kind: str) -> None:
        """Tell a person nothing of this kind any more, unless it is asked for."""
        self._connection.run(_OPT_OUT, person_id=person_id, kind=kind)

    def opt_in(self, person_id: PersonId, kind: str) -> None:
        self._connection.run(_OPT_IN, person_id=person_id, kind=kind)

    def is_out(self, person_id: PersonId, kind: str) -> bool:
        return self._connection.value(_IS_OUT, person_id=person_id, kind=kind) is not None
