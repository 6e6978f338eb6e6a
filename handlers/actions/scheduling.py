"""When an activity's reminders and the decision about its minimum fall due."""

from datetime import datetime

from handlers.rules import reminding as rules
from handlers.rules.reminding import DAY, SOON
from storage.store import Store
from storage.types import Activity, ActivityState, Community, DueKind, DueState, ReminderKind

_LEADS = {DueKind.REMIND_DAY: DAY, DueKind.REMIND_SOON: SOON}
KINDS = {DueKind.REMIND_DAY: ReminderKind.DAY, DueKind.REMIND_SOON: ReminderKind.SOON}
# Why nothing was done about what fell due in the night; it is due again when that is over.
HELD = "held back by the quiet hours"


def lay_ahead(store: Store, activity: Activity, now: datetime) -> None:
    """Let what is said before the start fall due as the activity stands now.

    Whatever was to fall due and isn't any more is dropped; what is due and wasn't acted on yet
    (the bot was down) stays, to be acted on or recorded as missed. What was missed because the
    activity was elsewhere then, or the night held it back, falls due again when that is over.
    """
    if activity.state is ActivityState.CANCELLED:
        for kind in (DueKind.SHORT, DueKind.SHORT_END):
            store.due.move(kind, activity.id, None)
        for kind in _LEADS:
            store.due.keep(kind, activity.id, (now, now), now)
    if not rules.is_ahead(activity, now):
        return
    community = store.communities.get(activity.community_id)
    for kind in _LEADS:
        _lay_reminder(store, community, activity, kind, now)
    _lay_decision(store, community, activity, now)


def _lay_reminder(
    store: Store, community: Community, activity: Activity, kind: DueKind, now: datetime
) -> None:
    lead = _LEADS[kind]
    at = rules.moment(community, activity.starts_at, lead)
    later = rules.held_until(community, activity.starts_at, now) or now
    store.due.keep(kind, activity.id, (at, later), now)
    if rules.is_to_come(community, activity.starts_at, lead, now):
        store.due.add(kind, activity.id, at)
    elif _was_missed(store, activity, kind, at):
        store.due.add(kind, activity.id, later)


def _was_missed(store: Store, activity: Activity, kind: DueKind, at: datetime) -> bool:
    is_missed = store.due.state(kind, activity.id, at) is DueState.MISSED
    return is_missed and not store.reminders.has_begun(activity, KINDS[kind])


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
    later = rules.held_until(community, activity.starts_at, now) or now
    store.due.keep(DueKind.SHORT, activity.id, (at, later), now)
    if found is None:
        store.due.add(DueKind.SHORT, activity.id, at)
    elif found is DueState.MISSED:
        store.due.add(DueKind.SHORT, activity.id, later)


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
