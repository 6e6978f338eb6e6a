"""Noting how what somebody did can be taken back: 撤销.

An action notes its inverse at its end, in its own transaction. `values` hold plain JSON: numbers,
texts, moments as ISO text in UTC (`at`). Every kind that is about an activity names it.

Who takes part:
    join      activity, signup
    leave     activity, signup, state, size     as they were before
    resize    activity, signup, size, companions     as they were before; `to` is the size now
    claim     activity, signup
    decline   activity, signup
Who runs it:
    publish   activity
    move      activity, starts_at, ends_at, opens_at, closes_at, leave_until     as they were before
    relocate  activity, place     as it was before
    reseat    activity, seats     as they were before, None for no limit
    close     activity
    reopen    activity, closes_at     as it was before
    cancel    activity, state     as it was before
    add       activity, signup
    remove    activity, signup, state, size     as they were before
    transfer  activity, signup, person     who held the place before
    promote   activity, signup     who was seated out of turn
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from storage.store import Store
from storage.types import CommunityId, Person

# How long what one did may be taken back.
OPEN_FOR = timedelta(minutes=5)


def note(  # noqa: PLR0913, PLR0917 one line at the end of each action
    store: Store,
    person: Person,
    community_id: CommunityId,
    kind: str,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    """Note that a person did something of a kind, with what its inverse has to know."""
    store.undos.add(person.id, community_id, kind, values, now + OPEN_FOR)
