"""Bringing our list up to a pasted one, in one step that 撤销 takes back."""

from dataclasses import dataclass, replace

from handlers.actions import activities, cards, places, undo, waiting
from handlers.actions.authority import Order
from handlers.actions.jielong.planning import Newcomer, Plan, Resized, plan
from handlers.actions.leaving import Exit, vacate
from handlers.errors import UserError
from handlers.language.jielong import Listing
from handlers.message import text
from handlers.rules import overrides as rules
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    Deed,
    LeftAs,
    RosterLine,
    Signup,
    SignupId,
    SignupState,
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done, and how the activity stands then."""

    activity: Activity
    entered: int
    waiting: int
    resized: int
    removed: int


def preview(store: Store, order: Order, activity_id: ActivityId, listing: Listing) -> Plan:
    """Return what the list would change. Raises UserError where nothing may be changed."""
    activity = activities.to_change(store, order.by, activity_id, order.now)
    return plan(store, order.by, activity, listing, order.now)


def apply(store: Store, order: Order, plan: Plan, *, removes: bool) -> Applied:
    """Enter who is new, change who counts otherwise and, if `removes`, take off who is missing;
    who is concerned and has an account is told. The activity must be locked.
    """
    done = _Step(store, order, plan.activity)
    removed = plan.missing if removes else ()
    for line in removed:
        done.remove(line)
    for each in plan.resized:
        done.resize(each)
    for newcomer in plan.new:
        done.enter(newcomer)
    done.finish()
    waits = sum(each.state is SignupState.WAITING for each in done.added)
    activity = store.activities.get(plan.activity.id)
    counts = (len(done.added), waits, len(plan.resized), len(removed))
    return Applied(activity, *counts)


class _Step:
    def __init__(self, store: Store, order: Order, activity: Activity) -> None:
        self.added: list[Signup] = []
        self._store = store
        self._order = order
        self._activity = activity
        self._resized: list[Signup] = []
        self._sizes: list[int] = []
        self._removed: list[Signup] = []

    def remove(self, line: RosterLine) -> None:
        signup = self._get(line.signup_id)
        how = Exit(LeftAs.REMOVED, self._order.by, self._order.reason or None)
        vacate(self._store, self._read(), signup, how, self._order.now)
        self._removed.append(signup)
        who = places.Concerned.of(self._store, signup)
        news = text(
            "override-removed-notice",
            by=self._order.by.name,
            whom=who.whom,
            what=cards.name(self._activity),
            when=cards.span(self._activity),
            reason=text("jielong-not-on-it"),
        )
        places.tell(self._store, self._order, self._activity, who.listener, news)

    def resize(self, resized: Resized) -> None:
        signup = self._get(resized.line.signup_id)
        store, now = self._store, self._order.now
        after = replace(
            signup, size=resized.heads, companions=signup.companions[: resized.heads - 1]
        )
        store.signups.set_party(after.id, after.size, after.companions, now)
        if signup.has_seats:
            store.activities.count(self._activity.id, heads=after.size - signup.size)
        places.log(store, self._order, Deed.RESIZE, signup, after)
        self._resized.append(signup)
        self._sizes.append(after.size)

    def enter(self, newcomer: Newcomer) -> None:
        store, order, entry = self._store, self._order, newcomer.entry
        person = (
            store.people.kept(order.by.id, entry.name, order.now)
            if newcomer.person_id is None
            else store.people.get(newcomer.person_id)
        )
        activity = self._read()
        signup = Signup(
            SignupId(0),
            activity.id,
            person.id,
            order.by.id,
            entry.heads,
            entry.companions,
            rules.entered_as(activity, entry.heads),
            order.now,
            note=" ".join(filter(None, (entry.sign, entry.remark))) or None,
        )
        place = places.enter(store, activity, signup)
        places.log(store, order, Deed.ADD, None, place.signup)
        news = text(
            "override-added-notice",
            by=order.by.name,
            what=cards.name(activity),
            when=cards.span(activity),
            where=activity.place,
            place=places.standing(place),
            number=activity.number,
        )
        listener = places.Concerned.of(store, place.signup).listener
        places.tell(store, order, activity, listener, news)
        self.added.append(place.signup)

    def finish(self) -> None:
        """Pass on what became free, and note how all of it is taken back."""
        waiting.fill(self._store, self._read(), self._order.now)
        self._store.cards.touch(self._activity.id)
        values = {
            "activity": self._activity.id,
            "added": [[each.id, each.size] for each in self.added],
            "resized": [
                [each.id, each.size, list(each.companions), size]
                for each, size in zip(self._resized, self._sizes, strict=True)
            ],
            "removed": [[each.id, each.state] for each in self._removed],
        }
        community = self._activity.community_id
        undo.note(self._store, self._order.by, community, undo.JIELONG, values, self._order.now)

    def _read(self) -> Activity:
        return self._store.activities.get(self._activity.id)

    def _get(self, signup_id: SignupId) -> Signup:
        signup = self._store.signups.get(signup_id)
        if signup is None:
            raise UserError("leave-none")
        return signup
