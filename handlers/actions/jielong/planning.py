"""What a pasted list would change, decided without changing anything."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import clashes
from handlers.language.jielong import Entry, Known, Listing, match
from handlers.message import Text, text
from handlers.rules import overrides as rules
from handlers.rules.seats import Fit, fit
from storage.store import Store
from storage.types import Activity, Person, PersonId, RosterLine, SignupState

# Longer lists are nobody's, and would hold others up.
LONGEST = 300
_SHOWN = (SignupState.CONFIRMED, SignupState.OFFERED, SignupState.WAITING)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who would be entered; `person_id` is None for somebody the bot doesn't know yet."""

    entry: Entry
    person_id: PersonId | None
    state: SignupState


@dataclass(frozen=True, slots=True)
class Resized:
    """Whose party would count other heads."""

    line: RosterLine
    heads: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done to a list; `unclear`: what nothing is done about, each with its reason."""

    activity: Activity
    present: int
    new: tuple[Newcomer, ...]
    resized: tuple[Resized, ...]
    missing: tuple[RosterLine, ...]
    unclear: tuple[Text, ...]

    @property
    def waiting(self) -> tuple[Newcomer, ...]:
        """Who finds no seat."""
        return tuple(each for each in self.new if each.state is SignupState.WAITING)

    @property
    def changes(self) -> bool:
        return bool(self.new or self.resized)

    @property
    def mark(self) -> str:
        """A short text that is another one as soon as something else would be done."""
        told = (
            [(each.entry.name, each.entry.heads, each.state) for each in self.new],
            [(each.line.signup_id, each.line.size, each.heads) for each in self.resized],
            [each.signup_id for each in self.missing],
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def roster(store: Store, activity: Activity) -> list[RosterLine]:
    """Return everybody on a list: who has a seat, for whom one is held, who waits."""
    return [
        line
        for state in _SHOWN
        for line in store.signups.roster(activity.id, state, 0, activity.taken + activity.waiting)
    ]


def plan(store: Store, by: Person, activity: Activity, listing: Listing, now: datetime) -> Plan:
    """Compare a pasted list with ours, by the rules that hold for every sign-up."""
    lines = roster(store, activity)
    matched = match(listing, [Known(each.name, each.companions) for each in lines])
    found = _Finding(store, by, activity, now)
    found.unclear += [text("jielong-unclear", line=each) for each in matched.unclear]
    found.unclear += [text("jielong-doubled", line=each) for each in matched.doubled]
    for entry, at in matched.present:
        found.compare(lines[at], entry)
    for entry in matched.new:
        found.enter(entry)
    resized, new = tuple(found.resized), tuple(found.new)
    missing = tuple(lines[at] for at in matched.missing)
    return Plan(activity, len(matched.present), new, resized, missing, tuple(found.unclear))


class _Finding:
    """Decides line by line; seats are counted as they would be taken."""

    def __init__(self, store: Store, by: Person, activity: Activity, now: datetime) -> None:
        self.new: list[Newcomer] = []
        self.resized: list[Resized] = []
        self.unclear: list[Text] = []
        self._store = store
        self._by = by
        self._activity = activity
        self._now = now

    def compare(self, line: RosterLine, entry: Entry) -> None:
        """See whether a party on both lists counts the same heads, where the pasted one counts."""
        if entry.size is None or entry.size == line.size:
            return
        extra = entry.size - line.size
        has_seats = line.state is not SignupState.WAITING
        if self._is_too_large(entry):
            return
        if extra > 0 and has_seats and fit(self._activity, extra) is not Fit.WHOLE:
            self.unclear.append(
                text("jielong-no-room", name=line.name, size=line.size, extra=extra)
            )
            return
        if has_seats:
            self._activity = replace(self._activity, taken=self._activity.taken + extra)
        self.resized.append(Resized(line, entry.size))

    def enter(self, entry: Entry) -> None:
        """Find who it is and whether there is a seat."""
        people = list(_people(self._store, self._by, self._activity, entry.name))
        if len(people) > 1:
            self.unclear.append(
                text("jielong-namesakes", name=entry.name, number=self._activity.number)
            )
            return
        if self._is_too_large(entry) or (people and self._is_engaged(people[0])):
            return
        state = rules.entered_as(self._activity, entry.heads)
        if state is SignupState.CONFIRMED:
            self._activity = replace(self._activity, taken=self._activity.taken + entry.heads)
        else:
            self._activity = replace(self._activity, waiting=self._activity.waiting + 1)
        self.new.append(Newcomer(entry, people[0].id if people else None, state))

    def _is_too_large(self, entry: Entry) -> bool:
        most = 1 + self._activity.max_guests
        if entry.heads > most:
            self.unclear.append(text("jielong-too-many", line=entry.line, most=most))
        return entry.heads > most

    def _is_engaged(self, person: Person) -> bool:
        engaged = clashes.engaged(self._store, person.id, self._now)
        clash = clashes.worst(self._activity, engaged)
        if clash is None or not clash.is_hard:
            return False
        other = clash.activity
        self.unclear.append(
            text("jielong-clash", name=person.name, title=other.title, number=other.number)
        )
        return True


def _people(store: Store, by: Person, activity: Activity, name: str) -> Iterator[Person]:
    """Return who may be meant: whom the secretary entered under that name before, else the
    neighbours of that name who have accounts.
    """
    kept = store.people.find_kept(by.id, name)
    if kept is not None:
        yield kept
        return
    named: Sequence[Person] = store.people.named(activity.community_id, name)
    yield from (each for each in named if each.keeper_id is None)
