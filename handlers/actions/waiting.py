"""Passing freed seats on to those who wait."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import chains, clashes, entries, offers, posting
from handlers.actions.entries import Change
from handlers.message import Reply, Span, Text, Value, text
from handlers.rules.claims import claim_until
from handlers.rules.seats import holds, may_promote
from storage.store import Store
from storage.types import Activity, Deed, Person, Signup, SignupId, SignupState


@dataclass(frozen=True, slots=True)
class Passed:
    """Whom freed seats went to: who has them now, and for whom they are held."""

    seated: tuple[Signup, ...] = ()
    offered: tuple[Signup, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.seated or self.offered)


def fill(
    store: Store, activity: Activity, now: datetime, freed_by: SignupId | None = None
) -> Passed:
    """Pass free seats on to who waits while they fit, strictly in order of arrival, and tell each
    of them once. `freed_by` is whose seats they were, if anybody's.

    A seat is held until it is claimed; it is given at once near the start, and where seats are
    without limit. The activity must be locked and read after its last change.
    """
    until = None if activity.seats is None else claim_until(activity.starts_at, now)
    passed: list[Signup] = []
    held: list[Signup] = []
    while may_promote(activity, now):
        first = store.signups.first_waiting(activity.id)
        if first is None or not holds(activity, first.size):
            break
        first = replace(first, freed_by=freed_by)
        activity = store.activities.count(activity.id, heads=first.size, parties=-1)
        if until is None:
            _promote(store, activity, first, now)
        else:
            held.append(offers.hold(store, activity, first, until, now))
        passed.append(first)
    if passed:
        store.cards.touch(activity.id)
    if until is not None:
        offers.tell(store, activity, held, now)
        return Passed(offered=tuple(passed))
    _tell_seated(store, activity, passed, now)
    return Passed(seated=tuple(passed))


def offer(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    """Offer somebody the seat that is held for them, from now on; so near the start give it."""
    until = claim_until(activity.starts_at, now)
    if until is None:
        seat(store, activity, signup, now)
    else:
        offers.tell(store, activity, [offers.hold(store, activity, signup, until, now)], now)


def seat(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    """Give somebody at once the seat that was held for them, and tell them."""
    _promote(store, activity, signup, now)
    store.cards.touch(activity.id)
    _tell_seated(store, activity, [signup], now)


def _promote(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    store.signups.promote(signup.id, signup.freed_by, now)
    seated = replace(signup, state=SignupState.CONFIRMED)
    entries.log(store, activity, Change(Deed.PROMOTE, None, signup, seated), now)


def _tell_seated(store: Store, activity: Activity, seated: list[Signup], now: datetime) -> None:
    """One notice for all who are told the same, and to the organiser how it came."""
    heard: dict[str, tuple[Text, list[Person]]] = {}
    for signup in seated:
        person = store.people.get(signup.person_id)
        listener = offers.listener(store, signup)
        news = _news(store, activity, person, listener, now)
        heard.setdefault(repr(news), (news, []))[1].append(listener)
    for news, people in heard.values():
        told = Reply(news, activity=activity.id)
        posting.tell(store, activity.community_id, people, told, now)
    for signup in seated:
        chains.report(store, activity, signup.id, now)


def _news(
    store: Store, activity: Activity, person: Person, listener: Person, now: datetime
) -> Text:
    facts: dict[str, Value] = {
        "title": activity.title,
        "when": Span(activity.starts_at, activity.ends_at),
        "place": activity.place,
        "number": activity.number,
    }
    clash = clashes.worst(activity, clashes.engaged(store, person.id, now))
    if listener != person:
        return text("waiting-promoted-other", name=person.name, **facts)
    if clash is not None:
        return text("waiting-promoted-clash", other=clash.activity.title, **facts)
    return text("waiting-promoted", **facts)
