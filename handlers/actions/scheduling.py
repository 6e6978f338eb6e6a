"""When an activity's reminders and the decision about its minimum fall due."""

from datetime import datetime

from handlers.rules import reminding as rules
from handlers.rules.reminding import DAY, SOON
from storage.store import Store
from storage.types import Activity, ActivityState, Community, DueKind, DueState

_LEADS = {DueKind.REMIND_DAY: DAY, DueKind.REMIND_SOON: SOON}


def lay_ahead(store: Store, activity: Activity, now: datetime) -> None:
    """Let what is said before the start fall due as the activity stands now.

    Whatever was due before and isn't any more is dropped; what is due and wasn't acted on yet
    (the bot was down) stays, to be acted on or recorded as missed.
    """
    if activity.state is ActivityState.CANCELLED:
        for kind in (*_LEADS, DueKind.SHORT, DueKind.SHORT_END):
            store.due.move(kind, activity.id, None)
    if not rules.is_ahead(activity, now):
        return
    community = store.communities.get(activity.community_id)
    for kind, lead in _LEADS.items():
        at = rules.moment(community, activity.starts_at, lead)
        if rules.is_to_come(community, activity.starts_at, lead, now):
            store.due.move(kind, activity.id, at)
        else:
            held = rules.held_until(community, activity.starts_at, now)
            store.due.keep(kind, activity.id, at, held)
    _lay_decision(store, community, activity, now)


def _lay_decision(store: Store, community: Community, activity: Activity, now: datetime) -> None:
    """Whether enough people come is looked at once for each time the activity is to begin: a day
    ahead, or two hours where that has passed.
    """
    at = _decision(store, community, activity, now)
    if at is None:
        store.due.move(DueKind.SHORT, activity.id, None)
        store.due.move(DueKind.SHORT_END, activity.id, None)
        return
    found = store.due.state(DueKind.SHORT, activity.id, at)
    if found in (None, DueState.WAITING):
        store.due.move(DueKind.SHORT_END, activity.id, None)
    held = rules.held_until(community, activity.starts_at, now)
    store.due.keep(DueKind.SHORT, activity.id, at, held)
    if found is None:
        store.due.add(DueKind.SHORT, activity.id, at)


def _decision(
    store: Store, community: Community, activity: Activity, now: datetime
) -> datetime | None:
    if activity.min_heads is None:
        return None
    for lead in (DAY, SOON):
        at = rules.moment(community, activity.starts_at, lead)
        if store.due.state(DueKind.SHORT, activity.id, at) is not None:
            return at
        if rules.is_to_come(community, activity.starts_at, lead, now):
            return at
    return None
