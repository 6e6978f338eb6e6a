"""What became of a sign-up, as the audit log and the undo rows keep it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.actions import confiding, undo
from storage.audit import Entry
from storage.records import record
from storage.store import Store
from storage.types import Activity, Deed, Person, Signup


@record
class Change:
    """A sign-up before and after; `actor` is None for what happened by itself."""

    deed: Deed
    actor: Person | None
    before: Signup | None
    after: Signup
    reason: str | None = None


def log(store: Store, activity: Activity, change: Change, now: datetime) -> None:
    """Write a change of a sign-up into the audit log."""
    entry = Entry(
        change.deed,
        activity.community_id,
        change.actor.id if change.actor else None,
        activity.id,
        change.after.person_id,
        facts(change.before),
        facts(change.after),
        change.reason,
    )
    store.audit.add(entry, now)
    confiding.seated(store, activity, change.before, change.after, now)


def log_undoable(store: Store, activity: Activity, change: Change, now: datetime) -> None:
    """Write a change into the audit log, and how its actor may take it back.

    Of every kind the same is kept: the sign-up as it was, and as `to` its size now.
    """
    log(store, activity, change, now)
    if change.actor is None:
        return
    kept = {
        "activity": activity.id,
        "signup": change.after.id,
        **facts(change.before),
        "to": change.after.size,
    }
    undo.note(store, change.actor, activity.community_id, change.deed, kept, now)


def facts(signup: Signup | None) -> Mapping[str, Any]:
    """Return what of a sign-up changes, as JSON; nothing of one that wasn't there."""
    if signup is None:
        return {}
    until = signup.claim_until
    return {
        "state": signup.state,
        "size": signup.size,
        "companions": list(signup.companions),
        "claim_until": until.isoformat() if until else None,
        "freed_by": signup.freed_by,
        "left_as": signup.left_as,
    }
