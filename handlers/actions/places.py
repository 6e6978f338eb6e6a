"""Places that organisers give and take: on the list, in the log, and told to who is concerned."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.actions import confiding, entries, leaving, offers, posting, undo
from handlers.actions.authority import Order
from handlers.actions.seating import Place, place_of
from handlers.message import Reply, Text, text
from storage.audit import Entry
from storage.store import Store
from storage.types import Activity, Deed, LeftAs, Person, Signup, SignupState


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whose place it is, and who hears of it: who has no account, by whoever signed them up."""

    person: Person
    listener: Person

    @classmethod
    def of(cls, store: Store, signup: Signup) -> "Concerned":
        return cls(store.people.get(signup.person_id), offers.listener(store, signup))

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def whom(self) -> Text:
        """The person as an object of what the listener is told."""
        is_own = self.listener.id == self.person.id
        return text("override-you") if is_own else text("override-them", name=self.name)


def enter(store: Store, activity: Activity, signup: Signup) -> Place:
    """Enter a party at the end of the list, in the state it has."""
    signup = replace(signup, id=store.signups.add(signup))
    change = {"heads": signup.size} if signup.has_seats else {"parties": 1}
    activity = store.activities.count(activity.id, **change)
    store.cards.touch(activity.id)
    return replace(place_of(store, activity, signup), is_new=True)


def vacate(store: Store, signup: Signup, now: datetime) -> Activity:
    """Take a party off the list; what it frees is not passed on yet."""
    store.signups.leave(signup.id, LeftAs.REMOVED, now)
    offers.forget(store, signup)
    leaving.forget(store, signup)
    change = {"heads": -signup.size} if signup.has_seats else {"parties": -1}
    store.cards.touch(signup.activity_id)
    return store.activities.count(signup.activity_id, **change)


def standing(place: Place) -> Text:
    """Word a place inside a sentence: 已报名第5号, 候补第2位."""
    is_seated = place.signup.state is SignupState.CONFIRMED
    key = "override-is-seated" if is_seated else "override-is-waiting"
    return text(key, number=place.number)


def tell(store: Store, order: Order, activity: Activity, listener: Person, news: Text) -> None:
    """Tell somebody once what was done to a place; not who did it themselves.

    In a group of the community the answer names who can't be told in private.
    """
    is_heard = order.chat.community_id == activity.community_id
    is_reached = store.people.private_chat(listener.id) is not None
    if listener.id != order.by.id and (is_reached or not is_heard):
        told = Reply(news, activity=activity.id)
        posting.tell(store, activity.community_id, [listener], told, order.now)


def write_down(
    store: Store, order: Order, deed: Deed, was: Signup | None, to: Signup | None
) -> None:
    """Enter a change of a place into the log, and note how it is taken back."""
    log(store, order, deed, was, to)
    undoable(store, order, deed, [each for each in (was, to) if each is not None])


def log(store: Store, order: Order, deed: Deed, was: Signup | None, to: Signup | None) -> None:
    """Enter a change of a place into the log of each activity it is about."""
    stands = [each for each in (was, to) if each is not None]
    for activity_id in dict.fromkeys(each.activity_id for each in stands):
        entry = Entry(
            deed,
            store.activities.get(activity_id).community_id,
            actor_id=order.by.id,
            activity_id=activity_id,
            person_id=stands[0].person_id,
            before=_party(store, was, to),
            after=_party(store, to, was),
            reason=order.reason or None,
        )
        store.audit.add(entry, order.now)
    if to is not None:
        confiding.seated(store, store.activities.get(to.activity_id), was, to, order.now)


def added(store: Store, order: Order, activity: Activity, signups: list[Signup]) -> None:
    """Note how it is taken back that these were entered, in one step if there are several."""
    if len(signups) == 1:
        undoable(store, order, Deed.ADD, signups)
    elif signups:
        values = {"activity": activity.id, "signups": [each.id for each in signups]}
        undo.note(store, order.by, activity.community_id, undo.ADD_ALL, values, order.now)


def undoable(store: Store, order: Order, deed: Deed, stands: list[Signup]) -> None:
    """Note how a change of a place is taken back: how it was first, and the place it became."""
    first, last = stands[0], stands[-1]
    activity = store.activities.get(first.activity_id)
    values: dict[str, Any] = {"activity": activity.id, "signup": first.id, **entries.facts(first)}
    if last.id != first.id:
        values["to"] = last.id
    undo.note(store, order.by, activity.community_id, deed, values, order.now)


def _party(store: Store, signup: Signup | None, other: Signup | None) -> dict[str, Any]:
    """Return what the log keeps of a place, with the activity's number where there are two."""
    kept = dict(entries.facts(signup))
    if signup is None or other is None or other.activity_id == signup.activity_id:
        return kept
    return {"number": store.activities.get(signup.activity_id).number, **kept}
