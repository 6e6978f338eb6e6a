"""Writing down what was changed: in the audit log, and as what can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from handlers.actions import undo
from storage.audit import Entry
from storage.store import Store
from storage.types import Activity, Deed, Person

# The counters move with the sign-ups, which have entries of their own; a door code stands in no log.
_FACTS = tuple(
    field.name
    for field in fields(Activity)
    if field.name not in ("taken", "waiting", "revision", "reason", "confidence")
)
# What has to be known to take a change of an activity back, and by which fact it is recognised.
_UNDONE: Mapping[Deed, tuple[str, ...]] = {
    Deed.MOVE: ("starts_at", "ends_at", "opens_at", "closes_at", "leave_until", "state"),
    Deed.RELOCATE: ("place",),
    Deed.REMARK: ("remark",),
    Deed.RESEAT: ("seats",),
    Deed.CLOSE: (),
    Deed.REOPEN: ("closes_at",),
    Deed.CANCEL: ("state",),
}
_PUT = {Deed.MOVE: "starts_at", Deed.RELOCATE: "place", Deed.REMARK: "remark", Deed.RESEAT: "seats"}


@dataclass(frozen=True, slots=True)
class Change:
    """An activity as it was and as it is to be; who wants that, None when it happens by itself,
    and why.
    """

    deed: Deed
    by: Person | None
    was: Activity
    to: Activity
    reason: str = ""


def changed(store: Store, change: Change, now: datetime) -> None:
    """Write down that an activity was changed, and how that is undone where it can be."""
    log(store, change, now)
    undoable(store, change, now)


def log(store: Store, change: Change, now: datetime) -> None:
    """Write down that an activity was changed."""
    was, to = facts(change.was, _FACTS), facts(change.to, _FACTS)
    altered = [name for name in _FACTS if was[name] != to[name]]
    entry = Entry(
        change.deed,
        change.was.community_id,
        actor_id=change.by.id if change.by else None,
        activity_id=change.was.id,
        before={name: was[name] for name in altered},
        after={name: to[name] for name in altered},
        reason=change.reason or None,
    )
    store.audit.add(entry, now)


def undoable(store: Store, change: Change, now: datetime, **more: Any) -> None:
    """Note how a change is taken back, where it can be; `more` is what else came of it."""
    if change.by is None or change.deed not in _UNDONE:
        return
    values = {"activity": change.was.id, **facts(change.was, _UNDONE[change.deed]), **more}
    if change.deed in _PUT:
        values["to"] = _plain(getattr(change.to, _PUT[change.deed]))
    undo.note(store, change.by, change.was.community_id, change.deed, values, now)


def facts(activity: Activity, names: tuple[str, ...]) -> dict[str, Any]:
    """Return facts of an activity as plain JSON, moments as ISO text in UTC."""
    return {name: _plain(getattr(activity, name)) for name in names}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case StrEnum():
            return str(value)
        case _:
            return value
