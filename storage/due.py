"""What falls due: one row an occasion; whoever finds it due acts on it and finishes it at once."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from storage.connection import Connection
from storage.models.messages import due
from storage.models.statements import columns, insert_into
from storage.types import Due, DueKind, DueState

_ADD = insert_into(due, "kind", "subject_id", "due_at", state=DueState.WAITING)
_ADD = _ADD.on_conflict_do_nothing(index_elements=["kind", "subject_id", "due_at"])
_NEXT = select(func.min(due.c.due_at)).where(due.c.state == DueState.WAITING)
_NOW_DUE = (
    select(*columns(due, Due))
    .where(due.c.state == DueState.WAITING, due.c.due_at <= bindparam("now"))
    .order_by(due.c.due_at, due.c.id)
    .limit(bindparam("limit"))
)
_FINISH = (
    update(due)
    .where(due.c.id == bindparam("key"), due.c.state == DueState.WAITING)
    .values(state=bindparam("new_state"), note=bindparam("note"))
    .returning(due.c.id)
)
_SKIP = (
    update(due)
    .where(due.c.id == bindparam("key"))
    .values(state=DueState.MISSED, note=bindparam("note"))
)
_DROP = (
    delete(due)
    .where(
        due.c.kind == bindparam("kind"),
        due.c.subject_id == bindparam("subject_id"),
        due.c.state == DueState.WAITING,
    )
    .returning(due.c.id)
)
_DROP_OTHERS = delete(due).where(
    due.c.kind == bindparam("kind"),
    due.c.subject_id == bindparam("subject_id"),
    due.c.state == DueState.WAITING,
    due.c.due_at > bindparam("now"),
    due.c.due_at.not_in(
        [bindparam("due_at", type_=due.c.due_at.type), bindparam("held", type_=due.c.due_at.type)]
    ),
)
_STATE = select(due.c.state).where(
    due.c.kind == bindparam("kind"),
    due.c.subject_id == bindparam("subject_id"),
    due.c.due_at == bindparam("due_at"),
)


_AGAIN = update(due).where(due.c.id == bindparam("key")).values(state=DueState.WAITING, note=None)


class DueRows:
    def __init__(self, connection: Connection, ring_at: Callable[[datetime], None]) -> None:
        self._connection = connection
        self._ring_at = ring_at

    def add(self, kind: DueKind, subject_id: int, due_at: datetime) -> None:
        """Enter an occasion; the same one twice is one."""
        self._connection.run(_ADD, kind=kind, subject_id=subject_id, due_at=due_at)
        self._ring_at(due_at)

    def move(self, kind: DueKind, subject_id: int, due_at: datetime | None) -> None:
        """Replace what waits for this subject by one occasion, or by none."""
        self.drop(kind, subject_id)
        if due_at is not None:
            self.add(kind, subject_id, due_at)

    def drop(self, kind: DueKind, subject_id: int) -> bool:
        """Take off what waits for this subject; False when nothing did."""
        return self._connection.value(_DROP, kind=kind, subject_id=subject_id) is not None

    def keep(
        self, kind: DueKind, subject_id: int, moments: tuple[datetime, datetime], now: datetime
    ) -> None:
        """Take off what is still to fall due for this subject at any moment but these two.

        What is due already stays: whoever finds it says whether it still means something.
        """
        due_at, held = moments
        self._connection.run(
            _DROP_OTHERS, kind=kind, subject_id=subject_id, due_at=due_at, held=held, now=now
        )

    def state(self, kind: DueKind, subject_id: int, due_at: datetime) -> DueState | None:
        """Return what became of an occasion; None when there never was one."""
        found: DueState | None = self._connection.value(
            _STATE, kind=kind, subject_id=subject_id, due_at=due_at
        )
        return found

    def next_at(self) -> datetime | None:
        """Return the earliest moment at which something falls due."""
        found: datetime | None = self._connection.value(_NEXT)
        return found

    def now_due(self, now: datetime, limit: int) -> list[Due]:
        """Return the earliest occasions that are due, in order."""
        return self._connection.all(_NOW_DUE, Due, now=now, limit=limit)

    def finish(self, occasion: Due, state: DueState, note: str | None = None) -> bool:
        """Mark an occasion done or missed; False when it was no longer waiting."""
        return (
            self._connection.value(_FINISH, key=occasion.id, new_state=state, note=note) is not None
        )

    def again(self, occasion: Due) -> None:
        """Let an occasion that was acted on go on: there is more to do than fits in at once."""
        self._connection.run(_AGAIN, key=occasion.id)
        self._ring_at(occasion.due_at)

    def skip(self, occasion: Due, note: str) -> None:
        """Note that nothing was done about an occasion, and why."""
        self._connection.run(_SKIP, key=occasion.id, note=note)
