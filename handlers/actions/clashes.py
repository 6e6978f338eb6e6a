"""What else somebody takes part in at that time."""

from collections.abc import Iterable
from datetime import datetime

from handlers.errors import UserError
from handlers.message import Value
from handlers.rules.conflicts import LONGEST, Clash, worst_clash
from storage.store import Store
from storage.types import Activity, Person, PersonId, Signup, SignupState

Engaged = Iterable[tuple[Activity, Signup]]


def engaged(store: Store, person: PersonId, now: datetime) -> list[tuple[Activity, Signup]]:
    """Return what a person takes part in or waits for."""
    return store.signups.own(person, now - LONGEST)


def worst(activity: Activity, engaged: Engaged) -> Clash | None:
    """Return what of it somebody has a seat in that overlaps most."""
    confirmed = [other for other, each in engaged if each.state is SignupState.CONFIRMED]
    return worst_clash(activity, confirmed)


def refuse(activity: Activity, engaged: Engaged, person: Person, by: Person) -> Activity | None:
    """Return what overlaps a little; raise UserError, for who signs up, for what overlaps more."""
    clash = worst(activity, engaged)
    if clash is None or not clash.is_hard:
        return clash.activity if clash else None
    facts: dict[str, Value] = {
        "title": activity.title,
        "other": clash.activity.title,
        "number": clash.activity.number,
        "when": clash.activity.starts_at,
    }
    if person.id == by.id:
        raise UserError("signup-clash", **facts)
    raise UserError("signup-clash-other", name=person.name, **facts)
