"""Reminding people of what they signed up for, each once for each time it is to begin."""

from dataclasses import replace
from datetime import datetime

from handlers.actions import cards, posting
from handlers.actions.scheduling import HELD, KINDS
from handlers.errors import UserError
from handlers.message import Lines, Reply, Text, text
from handlers.rules import activities as limits
from handlers.rules import reminding as rules
from handlers.rules.quiet import quiet_until
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    Due,
    DueKind,
    Person,
    ReminderKind,
)

# What people opt out of.
KIND = "reminder"


def remind_due(store: Store, due: Due, now: datetime) -> None:
    """Remind everybody with a seat, and the organiser of how many come.

    What comes late says so; what no longer helps is recorded as missed, with the reason.
    """
    activity = store.activities.lock(ActivityId(due.subject_id))
    why = _useless(store, activity, KINDS[due.kind], now)
    if why is not None:
        store.due.skip(due, why)
        return
    community = store.communities.get(activity.community_id)
    held = rules.held_until(community, activity.starts_at, now)
    if held is not None:
        store.due.skip(due, HELD)
        store.due.add(due.kind, activity.id, held)
        return
    lead = rules.DAY if due.kind is DueKind.REMIND_DAY else rules.SOON
    is_late = now - rules.moment(community, activity.starts_at, lead) > rules.LATE
    if _remind(store, activity, KINDS[due.kind], now, is_late=is_late):
        store.due.again(due)


def set_text(store: Store, activity: Activity, words: str | None) -> Activity:
    """Set what an activity's reminders add; None for nothing. Raises UserError when it is long."""
    if words is not None and len(words) > limits.REMINDER:
        raise UserError("remind-long", limit=limits.REMINDER)
    return store.activities.save(replace(activity, reminder=words))


def opt_out(store: Store, person: Person) -> None:
    """Remind a person of nothing any more."""
    store.reminders.opt_out(person.id, KIND)


def opt_in(store: Store, person: Person) -> None:
    """Remind a person again."""
    store.reminders.opt_in(person.id, KIND)


def _useless(store: Store, activity: Activity, kind: ReminderKind, now: datetime) -> str | None:
    """Return why a reminder that is due now would help nobody."""
    if activity.starts_at <= now:
        return "the activity had begun"
    if not rules.is_ahead(activity, now):
        return "the activity will not happen"
    community = store.communities.get(activity.community_id)
    soon = rules.moment(community, activity.starts_at, rules.SOON)
    lead = rules.DAY if kind is ReminderKind.DAY else rules.SOON
    if now < rules.moment(community, activity.starts_at, lead):
        return "the activity begins later now"
    if kind is ReminderKind.DAY and soon <= now:
        return "the later reminder was due too"
    is_night = quiet_until(community, now) is not None
    if is_night and rules.held_until(community, activity.starts_at, now) is None:
        return "the quiet hours last until the start"
    return None


def _remind(
    store: Store, activity: Activity, kind: ReminderKind, now: datetime, *, is_late: bool
) -> bool:
    """Remind so many as fit into one transaction; whether there may be others."""
    said = _words(activity, kind)
    if is_late:
        said = Lines((text("reminder-late"), said))
    people = store.reminders.claim_some(activity, kind, KIND, posting.AT_ONCE)
    posting.tell(store, activity.community_id, people, Reply(said, activity=activity.id), now)
    _tell_organiser(store, activity, kind, now)
    return len(people) == posting.AT_ONCE


def _tell_organiser(store: Store, activity: Activity, kind: ReminderKind, now: datetime) -> None:
    organiser = activity.organiser_id
    is_out = store.reminders.is_out(organiser, KIND)
    if not is_out and store.reminders.claim(activity, organiser, kind):
        count = Reply(_count(activity, kind), activity=activity.id)
        posting.tell(store, activity.community_id, [organiser], count, now)


def _words(activity: Activity, kind: ReminderKind) -> Lines:
    return Lines(
        (
            text(
                f"reminder-told-{kind}",
                what=cards.name(activity),
                when=cards.span(activity),
                place=activity.place,
            ),
            text("activity-card-bring", bring=activity.bring) if activity.bring else Lines(()),
            text("reminder-text", words=activity.reminder) if activity.reminder else Lines(()),
            text("reminder-leave", number=activity.number),
        )
    )


def _count(activity: Activity, kind: ReminderKind) -> Lines:
    """Word what the organiser wants to know: how many come, how many wait."""
    head: Text = text(
        f"reminder-organiser-{kind}",
        what=cards.name(activity),
        when=cards.span(activity),
        place=activity.place,
    )
    return Lines((head, cards.seats(activity)))
