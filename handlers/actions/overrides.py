"""添加, 移除, 递补, 换到: what organisers do to other people's places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import cards, clashes, offers, places, waiting
from handlers.actions.activities import check_reason, to_change
from handlers.actions.authority import Order
from handlers.actions.leaving import Exit, vacate
from handlers.actions.seating import Place, place_of, require_size
from handlers.errors import UserError
from handlers.message import Value, text
from handlers.rules import overrides as rules
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    Deed,
    LeftAs,
    Person,
    Signup,
    SignupId,
    SignupState,
)


@dataclass(frozen=True, slots=True)
class Removed:
    """Who was taken off, how the activity stands then, and whether others move up."""

    activity: Activity
    name: str
    is_passed_on: bool


@dataclass(frozen=True, slots=True)
class Promoted:
    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Who was moved from which activity to which place in another."""

    source: Activity
    place: Place
    name: str


def add(
    store: Store, order: Order, activity_id: ActivityId, people: Sequence[Person], *, waits: bool
) -> list[Place]:
    """Enter people, all of them or none; who is on the list already stays as they are.

    With `waits` who finds no seat waits. Raises UserError when there are too few seats, or one of
    them takes part in something else at that time.
    """
    activity = to_change(store, order.by, activity_id, order.now)
    found = [store.signups.active(activity.id, person.id) for person in people]
    if not waits:
        _require_seats(activity, people, found.count(None))
    entered = []
    for person, signup in zip(people, found, strict=True):
        if signup is None:
            _require_free(store, order, activity, person)
            state = rules.entered_as(activity, 1) if waits else SignupState.CONFIRMED
            place = _added(store, order, activity, person, state)
            activity = place.activity
        else:
            place = place_of(store, activity, signup)
        entered.append(place)
    places.added(store, order, activity, [each.signup for each in entered if each.is_new])
    return entered


def remove(store: Store, order: Order, signup_id: SignupId) -> Removed:
    """Take a party off the list, tell who is concerned, and pass its seats on."""
    _require_reason(order)
    activity, signup = _locked(store, order, signup_id)
    left = vacate(store, activity, signup, Exit(LeftAs.REMOVED, order.by, order.reason), order.now)
    places.undoable(store, order, Deed.REMOVE, [signup])
    who = places.Concerned.of(store, signup)
    news = text(
        "override-removed-notice",
        by=order.by.name,
        whom=who.whom,
        what=cards.name(activity),
        when=cards.span(activity),
        reason=order.reason,
    )
    places.tell(store, order, activity, who.listener, news)
    return Removed(left.activity, who.name, bool(left.passed))


def promote(store: Store, order: Order, signup_id: SignupId) -> Promoted:
    """Seat a party that waits, whoever is before it. Raises UserError unless all of it fits."""
    check_reason(order.reason)
    activity, signup = _locked(store, order, signup_id)
    who = places.Concerned.of(store, signup)
    if signup.state is SignupState.CONFIRMED:
        raise UserError("override-seated", name=who.name, what=cards.name(activity))
    if not signup.has_seats:
        _require_seats_for(activity, signup, who.name)
        activity = store.activities.count(activity.id, heads=signup.size, parties=-1)
    _require_free(store, order, activity, who.person)
    store.signups.set_state(signup.id, SignupState.CONFIRMED, order.now)
    offers.forget(store, signup)
    store.cards.touch(activity.id)
    seated = replace(signup, state=SignupState.CONFIRMED)
    places.write_down(store, order, Deed.PROMOTE, signup, seated)
    place = place_of(store, activity, seated)
    news = text("override-promoted-notice", by=order.by.name, whom=who.whom, **_facts(place))
    places.tell(store, order, activity, who.listener, news)
    return Promoted(place, who.name)


def transfer(store: Store, order: Order, signup_id: SignupId, to: ActivityId) -> Moved:
    """Move a party to another activity: seated there as a whole, or waiting there as a whole.

    Raises UserError when it is on that list already, is too large for it, or takes part in a third
    thing at that time.
    """
    check_reason(order.reason)
    source, target, signup = _both_locked(store, order, signup_id, to)
    who = places.Concerned.of(store, signup)
    if store.signups.active(target.id, signup.person_id) is not None:
        raise UserError("override-there", name=who.name, what=cards.name(target))
    require_size(target, signup.size)
    _require_free(store, order, target, who.person, without=source)
    source = places.vacate(store, signup, order.now)
    place = places.enter(store, target, _arriving(target, signup, order.now))
    places.write_down(store, order, Deed.TRANSFER, signup, place.signup)
    news = text(
        "override-transferred-notice",
        by=order.by.name,
        whom=who.whom,
        source=cards.name(source),
        **_facts(place),
    )
    places.tell(store, order, target, who.listener, news)
    waiting.fill(store, source, order.now, signup.id if signup.has_seats else None)
    return Moved(store.activities.get(source.id), place, who.name)


def _locked(store: Store, order: Order, signup_id: SignupId) -> tuple[Activity, Signup]:
    """Lock an activity that may be changed, by a sign-up that stands. Raises UserError."""
    signup = store.signups.get(signup_id)
    if signup is None:
        raise LookupError(signup_id)
    activity = to_change(store, order.by, signup.activity_id, order.now)
    active = store.signups.active(activity.id, signup.person_id)
    if active is None or active.id != signup.id:
        name = store.people.get(signup.person_id).name
        raise UserError("override-not-listed", name=name, what=cards.name(activity))
    return activity, active


def _both_locked(
    store: Store, order: Order, signup_id: SignupId, to: ActivityId
) -> tuple[Activity, Activity, Signup]:
    """Lock both activities, in the order of their ids like everybody who needs two."""
    signup = store.signups.get(signup_id)
    source = signup.activity_id if signup else to
    if source == to:
        raise UserError("override-same")
    for each in sorted((source, to)):
        to_change(store, order.by, each, order.now)
    activity, signup = _locked(store, order, signup_id)
    return activity, store.activities.get(to), signup


def _require_reason(order: Order) -> None:
    if not order.reason:
        raise UserError("override-why")
    check_reason(order.reason)


def _require_seats(activity: Activity, people: Sequence[Person], count: int) -> None:
    lacking = rules.missing(activity, count)
    if lacking:
        raise UserError(
            "override-full",
            what=cards.name(activity),
            room=cards.room(activity),
            count=count,
            number=activity.number,
            seats=activity.taken + count,
            names=" ".join(person.name for person in people),
        )


def _require_seats_for(activity: Activity, signup: Signup, name: str) -> None:
    lacking = rules.missing(activity, signup.size)
    if lacking:
        raise UserError(
            "override-promote-full",
            what=cards.name(activity),
            name=name,
            size=signup.size,
            lacking=lacking,
            number=activity.number,
            seats=activity.taken + signup.size,
        )


def _require_free(
    store: Store, order: Order, activity: Activity, person: Person, without: Activity | None = None
) -> None:
    """Raise UserError when the person takes part in something else at that time."""
    engaged = [
        (other, signup)
        for other, signup in clashes.engaged(store, person.id, order.now)
        if without is None or other.id != without.id
    ]
    clashes.refuse(activity, engaged, person, order.by)


def _added(
    store: Store, order: Order, activity: Activity, person: Person, state: SignupState
) -> Place:
    signup = Signup(
        SignupId(0),
        activity.id,
        person.id,
        order.by.id,
        1,
        (),
        state,
        order.now,
    )
    place = places.enter(store, activity, signup)
    places.log(store, order, Deed.ADD, None, place.signup)
    news = text("override-added-notice", by=order.by.name, **_facts(place))
    places.tell(store, order, activity, places.Concerned.of(store, place.signup).listener, news)
    return place


def _arriving(activity: Activity, signup: Signup, now: datetime) -> Signup:
    """Return a party as it comes to another activity, where it takes its turn."""
    return Signup(
        SignupId(0),
        activity.id,
        signup.person_id,
        signup.registrar_id,
        signup.size,
        signup.companions,
        rules.entered_as(activity, signup.size),
        now,
    )


def _facts(place: Place) -> dict[str, Value]:
    activity = place.activity
    return {
        "what": cards.name(activity),
        "when": cards.span(activity),
        "where": activity.place,
        "place": places.standing(place),
        "number": activity.number,
    }
