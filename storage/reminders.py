"""Who was reminded of what, and who doesn't want to be."""

from sqlalchemy import bindparam, delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from storage.connection import Connection
from storage.models.activities import reminders, signups
from storage.models.hearing import listeners
from storage.models.people import optouts, people
from storage.models.statements import insert_into
from storage.types import Activity, ActivityId, Person, PersonId, ReminderKind, SignupState

_CLAIM = (
    insert_into(reminders, "activity_id", "person_id", "kind", "starts_at")
    .on_conflict_do_nothing()
    .returning(reminders.c.person_id)
)
_HAS_BEGUN = (
    select(reminders.c.person_id)
    .where(
        reminders.c.activity_id == bindparam("activity_id"),
        reminders.c.kind == bindparam("kind"),
        reminders.c.starts_at == bindparam("starts_at"),
    )
    .limit(1)
)
_OPT_OUT = insert_into(optouts, "person_id", "kind").on_conflict_do_nothing()
_OPT_IN = delete(optouts).where(
    optouts.c.person_id == bindparam("person_id"), optouts.c.kind == bindparam("kind")
)
_IS_OUT = select(optouts.c.kind).where(
    optouts.c.person_id == bindparam("person_id"), optouts.c.kind == bindparam("kind")
)
_LISTENERS = listeners(
    signups.c.activity_id == bindparam("activity_id"),
    signups.c.state == SignupState.CONFIRMED,
).where(
    ~exists().where(optouts.c.person_id == people.c.id, optouts.c.kind == bindparam("kind_out"))
)
_ROW = ["activity_id", "person_id", "kind", "starts_at"]
_told = reminders.alias("told")
# Those of them who weren't told it yet.
_CLAIM_SOME = (
    insert(reminders)
    .from_select(
        _ROW,
        _LISTENERS.with_only_columns(
            *(
                people.c.id
                if name == "person_id"
                else bindparam(name, type_=reminders.c[name].type)
                for name in _ROW
            )
        )
        .where(
            people.c.id != bindparam("besides"),
            ~exists().where(
                _told.c.person_id == people.c.id,
                *(_told.c[name] == bindparam(name) for name in _ROW if name != "person_id"),
            ),
        )
        .limit(bindparam("limit")),
    )
    .on_conflict_do_nothing()
    .returning(reminders.c.person_id)
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

    def has_begun(self, activity: Activity, kind: ReminderKind) -> bool:
        """Whether anybody was told this about an activity at its present time."""
        found = self._connection.value(
            _HAS_BEGUN, activity_id=activity.id, kind=kind, starts_at=activity.starts_at
        )
        return found is not None

    def claim_some(
        self, activity: Activity, kind: ReminderKind, kind_out: str, limit: int
    ) -> list[PersonId]:
        """Note that so many of those who have a seat are told this about an activity at its
        present time, and return them: nobody twice, nobody who opted out, and not its organiser.
        """
        return self._connection.column(
            _CLAIM_SOME,
            activity_id=activity.id,
            kind=kind,
            starts_at=activity.starts_at,
            besides=activity.organiser_id,
            kind_out=kind_out,
            limit=limit,
        )

    def listeners(self, activity_id: ActivityId, kind: str) -> list[Person]:
        """Return whom to tell what concerns those who have a seat, each once, less those who
        opted out of this kind.
        """
        return self._connection.all(_LISTENERS, Person, activity_id=activity_id, kind_out=kind)

    def opt_out(self, person_id: PersonId, kind: str) -> None:
        """Tell a person nothing of this kind any more, unless it is asked for."""
        self._connection.run(_OPT_OUT, person_id=person_id, kind=kind)

    def opt_in(self, person_id: PersonId, kind: str) -> None:
        self._connection.run(_OPT_IN, person_id=person_id, kind=kind)

    def is_out(self, person_id: PersonId, kind: str) -> bool:
        return self._connection.value(_IS_OUT, person_id=person_id, kind=kind) is not None
