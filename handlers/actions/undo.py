"""Noting how what somebody did can be taken back: 撤销.

An action notes its inverse at its end, in its own transaction. `values` hold plain JSON: numbers,
texts, moments as ISO text. Every kind names its `activity`; besides it keeps what was there before
and, as `to`, what it put there, so that nothing is taken back that was changed again since.

Who takes part:
    join      signup
    leave     signup, state
    resize    signup, size, companions, to
    claim     signup
    decline   signup, state
    cover     signup (of who was to come), to (that of the stand-in)
Who runs it:
    publish
    move      starts_at, ends_at, opens_at, closes_at, leave_until, state, to (the new start)
    relocate  place, to
    remark    remark, to
    reseat    seats, to (None for no limit), seated, offered (sign-ups that moved up)
    close     (nothing more)
    reopen    closes_at
    cancel    state
    add       signup
    add-all   signups
    jielong   added (sign-up, size), resized (sign-up, size, companions, to), removed (sign-up, state)
    remove    signup, state
    transfer  signup, state, to (the sign-up in the other activity)
    promote   signup, state
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from storage.store import Store
from storage.types import CommunityId, Deed, Person

# How long what one did may be taken back; longer what an organiser did to several at once.
OPEN_FOR = timedelta(minutes=5)
BULK_OPEN_FOR = timedelta(minutes=30)
ADD_ALL = "add-all"
JIELONG = "jielong"
_BULK = (Deed.MOVE, Deed.RELOCATE, Deed.RESEAT, Deed.CANCEL, ADD_ALL, JIELONG)


def open_for(kind: str) -> timedelta:
    """Return how long what somebody did may be taken back."""
    return BULK_OPEN_FOR if kind in _BULK else OPEN_FOR


def note(  # noqa: PLR0913, PLR0917 one line at the end of each action
    store: Store,
    person: Person,
    community_id: CommunityId,
    kind: str,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    """Note that a person did something of a kind, with what its inverse has to know."""
    store.undos.add(person.id, community_id, kind, values, now + open_for(kind))
