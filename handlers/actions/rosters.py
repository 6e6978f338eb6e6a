"""Who takes part and who waits, page by page, as far as the reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.rules import permissions
from handlers.rules.masking import mask_name
from handlers.rules.seats import is_settled
from storage.store import Store
from storage.types import (
    Activity,
    CommunityId,
    Person,
    RosterLine,
    SignupId,
    SignupState,
)

PAGE = 60
# So many of those who wait are named where the gaps are told.
NAMED = 10
ORDER = (SignupState.CONFIRMED, SignupState.OFFERED, SignupState.WAITING)


@dataclass(frozen=True, slots=True)
class Cursor:
    """What was shown last: a sign-up and its position among those of its state.

    The next page goes on behind that sign-up, so that nobody is shown twice or left out when
    somebody leaves in between.
    """

    state: SignupState = SignupState.CONFIRMED
    after: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line, its position among those of its state, and the number that is shown: of who has a
    seat the one they were told.
    """

    position: int
    number: int
    line: RosterLine


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one state on a page, and how many there are of it on the whole list."""

    state: SignupState
    lines: tuple[Numbered, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list: lines `first` to `last` of `total`; `following` begins the next one."""

    activity: Activity
    parts: tuple[Part, ...]
    first: int
    total: int
    following: Cursor | None

    @property
    def last(self) -> int:
        return self.first + sum(len(part.lines) for part in self.parts) - 1


@dataclass(frozen=True, slots=True)
class Queued:
    """A place in a line; `name` is whose it is when not the asker's own.

    `is_offered`: a seat is held, until `claim_until` if it was offered already.
    """

    activity: Activity
    name: str | None
    position: int
    is_offered: bool = False
    claim_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see: names in full, who signed whom up, what they let the organiser know."""

    names: bool
    registrars: bool
    notes: bool = False

    def of(self, line: RosterLine) -> RosterLine:
        """Return the line as this reader may see it."""
        registrar = line.registrar if self.registrars else None
        line = line if self.notes else replace(line, note=None)
        if self.names:
            return replace(line, registrar=registrar)
        companions = tuple(map(mask_name, line.companions))
        return replace(line, name=mask_name(line.name), companions=companions, registrar=registrar)


def sight(
    store: Store, reader: Person, activity: Activity, now: datetime, *, is_private: bool
) -> Sight:
    """Decide what a reader sees: who speaks in no group of the community sees masked names."""
    grants = store.roles.of(reader.id, now)
    if permissions.may_run(grants, activity, reader.id):
        is_full = is_private or not activity.masks_names
        return Sight(names=is_full, registrars=True, notes=is_private)
    is_neighbour = not is_private or activity.community_id in store.people.communities_of(reader.id)
    return Sight(names=is_neighbour and not activity.masks_names, registrars=False)


def read_page(store: Store, activity: Activity, cursor: Cursor, seen: Sight) -> Page:
    """Read the part of the list behind the cursor: who has a seat, for whom one is held, who waits."""
    totals = {state: store.signups.tally(activity.id, state) for state in ORDER}
    begin = ORDER.index(cursor.state)
    first = sum(totals[state] for state in ORDER[:begin]) + cursor.position + 1
    parts: list[Part] = []
    room = PAGE
    for state in ORDER[begin:]:
        start = cursor if state is cursor.state else Cursor(state)
        lines = _read(store, activity, start, room, seen)
        room -= len(lines)
        if lines:
            parts.append(Part(state, lines, totals[state]))
    page = Page(activity, tuple(parts), first, sum(totals.values()), None)
    return replace(page, following=_following(page)) if page.last < page.total else page


def first_waiting(store: Store, activity: Activity, seen: Sight) -> tuple[RosterLine, ...]:
    """Return who waits first in line, at most NAMED."""
    cursor = Cursor(SignupState.WAITING)
    return tuple(each.line for each in _read(store, activity, cursor, NAMED, seen))


def queued(store: Store, person: Person, community: CommunityId, now: datetime) -> list[Queued]:
    """Return what a person, or whom they signed up, waits for or may claim."""
    found = []
    for activity, signup in store.signups.lately_of(person.id, now):
        is_here = activity.community_id == community and not is_settled(activity, now)
        if is_here and signup.state in ORDER[1:]:
            is_own = signup.person_id == person.id
            name = None if is_own else store.people.get(signup.person_id).name
            position = store.signups.position(signup)
            is_offered = signup.state is SignupState.OFFERED
            found.append(Queued(activity, name, position, is_offered, signup.claim_until))
    return found


def _read(
    store: Store, activity: Activity, cursor: Cursor, limit: int, seen: Sight
) -> tuple[Numbered, ...]:
    if limit == 0:
        return ()
    lines = store.signups.roster(activity.id, cursor.state, cursor.after, limit)
    numbers: Mapping[SignupId, int] = {}
    if lines and cursor.state is SignupState.CONFIRMED:
        arrivals = store.signups.arrivals(activity.id)
        numbers = {signup_id: number for number, signup_id in enumerate(arrivals, 1)}
    return tuple(
        Numbered(position, numbers.get(line.signup_id, position), seen.of(line))
        for position, line in enumerate(lines, cursor.position + 1)
    )


def _following(page: Page) -> Cursor | None:
    if not page.parts:
        return None
    shown = page.parts[-1].lines[-1]
    return Cursor(shown.line.state, shown.line.signup_id, shown.position)
