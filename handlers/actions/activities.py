"""What organisers do to an activity, and what happens to it in its time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.actions import auditing, cards, lists, offers, posting, waiting
from handlers.actions.auditing import Change
from handlers.actions.authority import require_run
from handlers.actions.posting import NOBODY, Told
from handlers.actions.scheduling import HELD, lay_ahead
from handlers.errors import UserError
from handlers.message import Button, Reply, Span, Text, text
from handlers.rules import activities as rules
from handlers.rules.activities import Fault
from handlers.rules.permissions import may_run
from handlers.rules.quiet import quiet_until
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    ActivityState,
    CommunityId,
    Deed,
    Due,
    DueKind,
    Person,
    Signup,
)

FAR = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats there are to be, None for no limit, and why."""

    count: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """An activity after a change, how it was told, how many heads moved up, and how many were
    offered seats.
    """

    activity: Activity
    told: Told = NOBODY
    promoted: int = 0
    offered: int = 0


def numbered(store: Store, community: CommunityId, number: int) -> Activity:
    """Return the activity of that number. Raises UserError when there is none."""
    found = store.activities.numbered(community, number) if number <= rules.NUMBER else None
    if found is None:
        raise UserError("activity-none", number=number)
    return found


def get(store: Store, activity_id: ActivityId) -> Activity:
    """Return an activity that the bot itself named before."""
    return store.activities.get(activity_id)


def only(store: Store, community: CommunityId, now: datetime) -> Activity | None:
    """Return the activity that is to come, if there is exactly one."""
    found = store.activities.between(community, now - rules.LASTS, now + FAR, 2)
    return found[0] if len(found) == 1 else None


def runs(store: Store, person: Person, community: CommunityId, number: int, now: datetime) -> bool:
    """Whether there is an activity of that number and the person may change it."""
    found = store.activities.numbered(community, number) if number <= rules.NUMBER else None
    return found is not None and may_run(store.roles.of(person.id, now), found, person.id)


def to_change(store: Store, person: Person, activity_id: ActivityId, now: datetime) -> Activity:
    """Lock an activity that the person may change and that is not over, else raise UserError."""
    activity = store.activities.lock(activity_id)
    require_run(store, person, activity, now)
    if activity.state is ActivityState.CANCELLED:
        raise UserError("activity-was-cancelled", what=cards.name(activity))
    if rules.is_over(activity, now):
        raise UserError("activity-is-over", what=cards.name(activity))
    return activity


def refuse(fault: Fault | None, activity: Activity) -> None:
    """Raise UserError with what is wrong, if anything is."""
    if fault is not None:
        raise refusal(fault, activity)


def refusal(fault: Fault, activity: Activity) -> UserError:
    """Word what is wrong with an activity."""
    return UserError(
        f"activity-fault-{fault}",
        start=activity.starts_at,
        taken=activity.taken,
        minimum=activity.min_heads,
        most=activity.seats or rules.SEATS,
        **_LIMITS,
    )


_LIMITS = {
    "seats": rules.SEATS,
    "guests": rules.GUESTS,
    "title": rules.TITLE,
    "place": rules.PLACE,
    "bring": rules.BRING,
    "remark": rules.REMARK,
    "days": rules.LONGEST.days,
}


def schedule(store: Store, activity: Activity, now: datetime) -> None:
    """Let the occasions of an activity fall due when its facts say."""
    is_on = activity.state in (ActivityState.OPEN, ActivityState.CLOSED)
    is_open = activity.state is ActivityState.OPEN
    _lay_opening(store, activity, now)
    store.due.move(DueKind.CLOSING, activity.id, rules.deadline(activity) if is_open else None)
    store.due.move(DueKind.ENDING, activity.id, rules.ends_by(activity) if is_on else None)
    lay_ahead(store, activity, now)
    offers.reschedule(store, activity, now)


def _lay_opening(store: Store, activity: Activity, now: datetime) -> None:
    """What is due already stays, and what the night held back."""
    opens = activity.opens_at if activity.state is ActivityState.OPEN else None
    if opens is None or opens > now:
        store.due.move(DueKind.OPENING, activity.id, opens)
        return
    held = quiet_until(store.communities.get(activity.community_id), now) or now
    store.due.keep(DueKind.OPENING, activity.id, (held, held), now)


def moved(activity: Activity, span: Span, now: datetime) -> Activity:
    """Return an activity as it would be at another time, its sign-up window moved along.

    Raises UserError for a time that can't be.
    """
    shifted = _shifted(activity, span, now)
    refuse(rules.fault_of_times(shifted, now), shifted)
    if rules.was_closed_by_hand(activity, now):
        return shifted
    return replace(shifted, state=ActivityState.OPEN)


def move(store: Store, person: Person, activity: Activity, span: Span, now: datetime) -> Changed:
    """Let an activity, as `to_change` gave it, take place at another time."""
    later = moved(activity, span, now)
    saved = _change(store, Change(Deed.MOVE, person, activity, later), now)
    return Changed(saved, _tell(store, person, saved, "activity-moved-notice", now))


def relocate(
    store: Store, person: Person, activity: Activity, place: str, now: datetime
) -> Changed:
    """Let an activity take place somewhere else."""
    moved = replace(activity, place=place)
    refuse(rules.fault_of_words(moved), moved)
    saved = _change(store, Change(Deed.RELOCATE, person, activity, moved), now)
    return Changed(saved, _tell(store, person, saved, "activity-relocated-notice", now))


def remarked(
    store: Store, person: Person, activity: Activity, words: str | None, now: datetime
) -> Text:
    """Set what the card adds, None for nothing, and say so; nobody is told, the cards show it."""
    activity = to_change(store, person, activity.id, now)
    noted = replace(activity, remark=" ".join(words.split()) if words else None)
    refuse(rules.fault_of_words(noted), noted)
    _change(store, Change(Deed.REMARK, person, activity, noted), now)
    key = "remark-set" if words else "remark-cleared"
    return text(key, what=cards.name(activity), remark=noted.remark)


def reseat(
    store: Store, person: Person, activity: Activity, seats: Seats, now: datetime
) -> Changed:
    """Set the seats; who waits moves up into new ones, in order."""
    check_reason(seats.reason)
    wider = replace(activity, seats=seats.count)
    refuse(rules.fault_of_numbers(wider), wider)
    change = Change(Deed.RESEAT, person, activity, wider, seats.reason)
    saved = _save(store, wider, now)
    auditing.log(store, change, now)
    passed = waiting.fill(store, saved, now)
    seated, offered = ([each.id for each in some] for some in (passed.seated, passed.offered))
    auditing.undoable(store, change, now, seated=seated, offered=offered)
    reseated = store.activities.get(saved.id)
    return Changed(reseated, promoted=_heads(passed.seated), offered=_heads(passed.offered))


def _heads(signups: Iterable[Signup]) -> int:
    return sum(each.size for each in signups)


def close(store: Store, person: Person, activity: Activity, now: datetime) -> Activity:
    """Take no more sign-ups; the groups see who takes part."""
    closed = replace(activity, state=ActivityState.CLOSED)
    saved = _change(store, Change(Deed.CLOSE, person, activity, closed), now)
    lists.post(store, saved, now)
    return saved


def reopen(store: Store, person: Person, activity: Activity, now: datetime) -> Activity:
    """Take sign-ups again, until the start if the deadline is past."""
    if activity.starts_at <= now:
        raise UserError("activity-began", what=cards.name(activity))
    closes = activity.closes_at if now < rules.deadline(activity) else None
    opened = replace(activity, state=ActivityState.OPEN, closes_at=closes)
    return _change(store, Change(Deed.REOPEN, person, activity, opened), now)


def hush(
    store: Store, person: Person, activity: Activity, now: datetime, *, is_quiet: bool
) -> Activity:
    """Keep an activity out of the lists that are posted unasked, or let it in again."""
    hushed = replace(activity, is_quiet=is_quiet)
    return _change(store, Change(Deed.HUSH, person, activity, hushed), now)


def cancel(store: Store, person: Person, activity: Activity, reason: str, now: datetime) -> Changed:
    """Call an activity off and tell everybody who is signed up or waits."""
    check_reason(reason)
    cancelled = replace(activity, state=ActivityState.CANCELLED, reason=reason or None)
    saved = _change(store, Change(Deed.CANCEL, person, activity, cancelled, reason), now)
    return Changed(saved, _tell(store, person, saved, "activity-cancelled-notice", now))


def check_reason(reason: str) -> None:
    """Raise UserError for a reason that is too long to be told."""
    if len(reason) > rules.REASON:
        raise UserError("activity-reason-long", limit=rules.REASON)


def opening_due(store: Store, due: Due, now: datetime) -> None:
    """Say in the groups that sign-ups have begun; in the quiet hours, when they are over."""
    activity = store.activities.lock(ActivityId(due.subject_id))
    if activity.state is not ActivityState.OPEN or rules.deadline(activity) <= now:
        store.due.skip(due, "sign-ups had ended already")
        return
    store.cards.touch(activity.id)
    held = quiet_until(store.communities.get(activity.community_id), now)
    if held is not None:
        store.due.skip(due, HELD)
        store.due.add(DueKind.OPENING, activity.id, held)
    elif not activity.is_quiet:
        _announce(store, activity, now)


def closing_due(store: Store, due: Due, now: datetime) -> None:
    """Take no more sign-ups from now on."""
    activity = store.activities.lock(ActivityId(due.subject_id))
    if activity.state is ActivityState.OPEN and rules.deadline(activity) <= now:
        saved = _save(store, replace(activity, state=ActivityState.CLOSED), now)
        if now < saved.starts_at:
            lists.post_or_hold(store, saved, now)


def ending_due(store: Store, due: Due, now: datetime) -> None:
    """Let an activity be history."""
    activity = store.activities.lock(ActivityId(due.subject_id))
    if activity.state is not ActivityState.CANCELLED and rules.ends_by(activity) <= now:
        _save(store, replace(activity, state=ActivityState.ENDED), now)


def _announce(store: Store, activity: Activity, now: datetime) -> None:
    said = text("activity-opened", what=cards.name(activity), number=activity.number)
    buttons = (Button(text("button-join"), f"join:{activity.id}"),)
    for chat in posting.groups(store, activity):
        if chat.muted_until is None or chat.muted_until <= now:
            posting.post(store, chat.id, Reply(said, buttons, activity=activity.id), now)


def _change(store: Store, change: Change, now: datetime) -> Activity:
    saved = _save(store, change.to, now)
    auditing.changed(store, change, now)
    return saved


def _save(store: Store, activity: Activity, now: datetime) -> Activity:
    saved = store.activities.save(activity)
    schedule(store, saved, now)
    store.cards.touch(saved.id)
    return saved


def _shifted(activity: Activity, span: Span, now: datetime) -> Activity:
    """Move the span, and by as much what lies ahead of the sign-up window."""
    by = span.start - activity.starts_at

    def shifted(moment: datetime | None) -> datetime | None:
        return moment + by if moment is not None and moment + by > now else None

    return replace(
        activity,
        starts_at=span.start,
        ends_at=span.end,
        opens_at=shifted(activity.opens_at),
        closes_at=shifted(activity.closes_at),
        leave_until=shifted(activity.leave_until),
    )


def concerned(store: Store, teller: Person, activity: Activity) -> int:
    """Return how many a change has to be told: all signed up or waiting, but not who makes it."""
    return store.signups.count_listeners(activity.id, teller.id)


def _tell(store: Store, teller: Person, activity: Activity, key: str, now: datetime) -> Told:
    """Tell everybody concerned once, but not who did it."""
    return posting.tell_participants(store, activity, _news(activity, key), [teller.id], now)


def _news(activity: Activity, key: str) -> Text:
    return text(
        key,
        what=cards.name(activity),
        number=activity.number,
        when=cards.span(activity),
        place=activity.place,
        reason=cards.reason(activity),
    )
