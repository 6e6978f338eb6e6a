"""Who takes part and who waits, page by page, as far as the reader may see it."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.rules import permissions
from handlers.rules.masking import mask_name
from storage.store import Store
from storage.types import Activity, CommunityId, Person, RosterLine, SignupState

PAGE = 60
# So many of those who wait are named where the gaps are told.
NAMED = 10


@dataclass(frozen=True, slots=True)
class Cursor:
    """What was shown last: a sign-up and its number, among the confirmed or among who waits.

    The next page goes on behind that sign-up, so that nobody is shown twice or left out when
    somebody leaves in between.
    """

    state: SignupState = SignupState.CONFIRMED
    after: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    number: int
    line: RosterLine


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list: lines `first` to `last` of `total`; `following` begins the next one."""

    activity: Activity
    confirmed: tuple[Numbered, ...]
    waiting: tuple[Numbered, ...]
    first: int
    total: int
    following: Cursor | None

    @property
    def last(self) -> int:
        return self.first + len(self.confirmed) + len(self.waiting) - 1


@dataclass(frozen=True, slots=True)
class Queued:
    """A place in a line; `name` is whose it is when not the asker's own."""

    activity: Activity
    name: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see: names in full, and who signed whom up."""

    names: bool
    registrars: bool

    def of(self, line: RosterLine) -> RosterLine:
        """Return the line as this reader may see it."""
        registrar = line.registrar if self.registrars else None
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
        return Sight(names=True, registrars=True)
    is_neighbour = not is_private or activity.community_id in store.people.communities_of(reader.id)
    return Sight(names=is_neighbour, registrars=False)


def read_page(store: Store, activity: Activity, cursor: Cursor, seen: Sight) -> Page:
    """Read the part of the list behind the cursor, the confirmed first."""
    tally = store.signups.tally(activity.id)
    seated = cursor.state is SignupState.CONFIRMED
    confirmed = _read(store, activity, cursor, PAGE, seen) if seated else ()
    start = Cursor(SignupState.WAITING) if seated else cursor
    waiting = _read(store, activity, start, PAGE - len(confirmed), seen)
    first = cursor.number + 1 if seated else tally + cursor.number + 1
    page = Page(activity, confirmed, waiting, first, tally + activity.waiting, None)
    return replace(page, following=_following(page)) if page.last < page.total else page


def first_waiting(store: Store, activity: Activity, seen: Sight) -> tuple[RosterLine, ...]:
    """Return who waits first in line, at most NAMED."""
    cursor = Cursor(SignupState.WAITING)
    return tuple(each.line for each in _read(store, activity, cursor, NAMED, seen))


def queued(store: Store, person: Person, community: CommunityId, now: datetime) -> list[Queued]:
    """Return what a person, or whom they signed up, waits for."""
    found = []
    for activity, signup in store.signups.upcoming_of(person.id, now):
        if signup.state is SignupState.WAITING and activity.community_id == community:
            is_own = signup.person_id == person.id
            name = None if is_own else store.people.get(signup.person_id).name
            position = store.signups.rank(activity.id, signup.state, signup.id)
            found.append(Queued(activity, name, position))
    return found


def _read(
    store: Store, activity: Activity, cursor: Cursor, limit: int, seen: Sight
) -> tuple[Numbered, ...]:
    if limit == 0:
        return ()
    lines = store.signups.roster(activity.id, cursor.state, cursor.after, limit)
    return tuple(
        Numbered(number, seen.of(line)) for number, line in enumerate(lines, cursor.number + 1)
    )


def _following(page: Page) -> Cursor | None:
    shown = page.waiting or page.confirmed
    if not shown:
        return None
    return Cursor(shown[-1].line.state, shown[-1].line.signup_id, shown[-1].number)
