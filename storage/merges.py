"""Two accounts of one person: what is moved from one row of people to the other, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    Update,
    bindparam,
    exists,
    select,
    update,
)

from storage.connection import Connection
from storage.models.activities import activities, signups
from storage.models.people import accounts, merges, optouts, people, presences, roles
from storage.models.records import undos
from storage.models.statements import insert_into
from storage.records import record
from storage.types import PersonId, SignupState

_HOLDER: BindParameter[int] = bindparam("holder")
_NEW: BindParameter[int] = bindparam("new_holder")


@record
class Move:
    """Rows that name a person in `column`, known by `key`: which ones, and naming another."""

    name: str
    rows: Select[Any]
    hand_over: Update


@record
class Merge:
    """What was moved from one person to another."""

    id: int
    kept_id: PersonId
    merged_id: PersonId
    moved: Mapping[str, Any]


def _move(table: Table, column: str, key: str, *unless: ColumnElement[bool]) -> Move:
    holder = table.c[column]
    rows = select(table.c[key]).where(holder == _HOLDER, *unless)
    named = update(table).where(holder == _HOLDER, table.c[key] == bindparam("row"))
    return Move(f"{table.name}.{column}", rows, named.values({column: _NEW}))


def _has(table: Table, column: str, *same: str) -> ColumnElement[bool]:
    """Whether the new holder has none like it."""
    theirs = table.alias("theirs")
    alike = [theirs.c[each].is_not_distinct_from(table.c[each]) for each in same]
    return ~exists(select(theirs.c[column]).where(theirs.c[column] == _NEW, *alike))


_MOVES = (
    _move(accounts, "person_id", "id"),
    _move(presences, "person_id", "chat_id", _has(presences, "person_id", "chat_id")),
    _move(
        roles,
        "person_id",
        "id",
        roles.c.revoked_at.is_(None),
        _has(roles, "person_id", "role", "unit_id", "revoked_at"),
    ),
    _move(signups, "person_id", "id"),
    _move(signups, "registrar_id", "id"),
    _move(people, "keeper_id", "id", _has(people, "keeper_id", "name")),
    _move(optouts, "person_id", "kind", _has(optouts, "person_id", "kind")),
    _move(undos, "person_id", "id"),
    # Once in a person's life: no index is kept for it.
    _move(activities, "organiser_id", "id"),
)
_theirs = signups.alias("theirs")
# What both are on the list of: one person can't be twice.
_BOTH = (
    select(activities.c.number, activities.c.title)
    .join(signups, signups.c.activity_id == activities.c.id)
    .join(_theirs, _theirs.c.activity_id == activities.c.id)
    .where(
        signups.c.person_id == _HOLDER,
        signups.c.state != SignupState.LEFT,
        _theirs.c.person_id == _NEW,
        _theirs.c.state != SignupState.LEFT,
    )
    .order_by(activities.c.id)
    .limit(3)
)
_ADD = insert_into(merges, "kept_id", "merged_id", "moved", "at")
_LAST = (
    select(merges.c.id, merges.c.kept_id, merges.c.merged_id, merges.c.moved)
    .where(merges.c.kept_id == bindparam("person_id"), merges.c.undone_at.is_(None))
    .order_by(merges.c.id.desc())
    .limit(1)
)
_UNDO = (
    update(merges).where(merges.c.id == bindparam("key")).values(undone_at=bindparam("undone_at"))
)


class Merges:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def both(self, kept: PersonId, merged: PersonId) -> list[tuple[int, str]]:
        """Return number and title of at most three activities that both are on the list of."""
        return self._connection.all(_BOTH, lambda *row: row, holder=merged, new_holder=kept)

    def movable(self, kept: PersonId, merged: PersonId) -> dict[str, list[Any]]:
        """Return the rows that would be moved, by table and column."""
        found: dict[str, list[Any]] = {}
        for move in _MOVES:
            given = {"holder": merged, "new_holder": kept}
            wanted = {name: given[name] for name in move.rows.compile().params if name in given}
            found[move.name] = self._connection.column(move.rows, **wanted)
        return found

    def merge(self, kept: PersonId, merged: PersonId, now: datetime) -> None:
        """Move what is one person's to another, who is the same."""
        moved = self.movable(kept, merged)
        self._hand_over(moved, merged, kept)
        self._connection.run(_ADD, kept_id=kept, merged_id=merged, moved=moved, at=now)

    def last_of(self, person: PersonId) -> Merge | None:
        """Return what was merged into a person last and stands."""
        return self._connection.one(_LAST, Merge, person_id=person)

    def part(self, merge: Merge, now: datetime) -> None:
        """Move back what was moved, and is still where it was moved to."""
        self._hand_over(merge.moved, merge.kept_id, merge.merged_id)
        self._connection.run(_UNDO, key=merge.id, undone_at=now)

    def _hand_over(
        self, moved: Mapping[str, list[Any]], holder: PersonId, new_holder: PersonId
    ) -> None:
        for move in _MOVES:
            rows = moved.get(move.name, [])
            self._connection.run_many(
                move.hand_over,
                [{"holder": holder, "row": row, "new_holder": new_holder} for row in rows],
            )
