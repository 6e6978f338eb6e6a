"""Sign-ups: who takes part, who waits, in order of arrival."""

from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, or_, select, update

from storage.connection import Connection
from storage.models.activities import activities, signups
from storage.models.hearing import listeners
from storage.models.people import people
from storage.models.statements import columns, insert_into
from storage.types import (
    Activity,
    ActivityId,
    LeftAs,
    PersonId,
    RosterLine,
    Signup,
    SignupId,
    SignupState,
)

_SIGNUP = columns(signups, Signup)
_ACTIVE = signups.c.state != SignupState.LEFT
_OF_ACTIVITY = signups.c.activity_id == bindparam("activity_id")
_ADD = insert_into(
    signups,
    "activity_id",
    "person_id",
    "registrar_id",
    "size",
    "companions",
    "state",
    "created_at",
    "changed_at",
    "note",
).returning(signups.c.id)
_OF_PERSON = select(*_SIGNUP).where(
    _OF_ACTIVITY, signups.c.person_id == bindparam("person_id"), _ACTIVE
)
_NAMED = (
    select(*_SIGNUP)
    .join(people, people.c.id == signups.c.person_id)
    .where(_OF_ACTIVITY, _ACTIVE, people.c.name == bindparam("name"))
    .order_by(signups.c.id)
    .limit(9)
)
_BY_REGISTRAR = (
    select(*_SIGNUP)
    .where(
        _OF_ACTIVITY,
        signups.c.registrar_id == bindparam("registrar_id"),
        signups.c.person_id != bindparam("registrar_id"),
        _ACTIVE,
    )
    .order_by(signups.c.id)
    .limit(50)
)
_SET_STATE = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(state=bindparam("new_state"), left_as=None, changed_at=bindparam("changed_at"))
)
_SET_PERSON = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(person_id=bindparam("new_person"), changed_at=bindparam("changed_at"))
)
_SET_NOTE = update(signups).where(signups.c.id == bindparam("key")).values(note=bindparam("note"))
_OFFER = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(
        state=SignupState.OFFERED,
        claim_until=bindparam("claim_until"),
        freed_by=bindparam("freed_by"),
        changed_at=bindparam("changed_at"),
    )
)
_PROMOTE = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(
        state=SignupState.CONFIRMED,
        freed_by=bindparam("freed_by"),
        changed_at=bindparam("changed_at"),
    )
)
_LEAVE = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(
        state=SignupState.LEFT,
        left_as=bindparam("left_as"),
        changed_at=bindparam("changed_at"),
    )
)
_RESTORE = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(state=bindparam("new_state"), left_as=None, changed_at=bindparam("changed_at"))
)
_SET_PARTY = (
    update(signups)
    .where(signups.c.id == bindparam("key"))
    .values(
        size=bindparam("size"),
        companions=bindparam("companions"),
        changed_at=bindparam("changed_at"),
    )
)
_FIRST_WAITING = (
    select(*_SIGNUP)
    .where(_OF_ACTIVITY, signups.c.state == SignupState.WAITING)
    .order_by(signups.c.id)
    .limit(1)
)
_OFFERED = (
    select(*_SIGNUP)
    .where(_OF_ACTIVITY, signups.c.state == SignupState.OFFERED)
    .order_by(signups.c.id)
)
_LAST_OFFER = (
    select(*_SIGNUP)
    .where(
        or_(
            signups.c.person_id == bindparam("person_id"),
            signups.c.registrar_id == bindparam("person_id"),
        ),
        signups.c.claim_until > bindparam("since"),
    )
    .order_by(signups.c.changed_at.desc(), signups.c.id.desc())
    .limit(1)
)
_GET = select(*_SIGNUP).where(signups.c.id == bindparam("key"))
_TALLY = select(func.count()).where(_OF_ACTIVITY, signups.c.state == bindparam("state"))
_CHANGED_SINCE = (
    select(signups.c.id).where(_OF_ACTIVITY, signups.c.changed_at > bindparam("since")).limit(1)
)
_POSITION = select(func.count()).where(
    _OF_ACTIVITY, signups.c.state == bindparam("state"), signups.c.id <= bindparam("signup_id")
)
_NUMBER = select(func.count()).where(_OF_ACTIVITY, signups.c.id <= bindparam("signup_id"))
_ARRIVALS = select(signups.c.id).where(_OF_ACTIVITY).order_by(signups.c.id)
_registrars = people.alias("registrars")
_LINES = (
    select(
        signups.c.id,
        signups.c.person_id,
        people.c.name,
        signups.c.size,
        signups.c.companions,
        case((signups.c.registrar_id != signups.c.person_id, _registrars.c.name)),
        signups.c.state,
        signups.c.note,
    )
    .join(people, people.c.id == signups.c.person_id)
    .join(_registrars, _registrars.c.id == signups.c.registrar_id)
)
_ROSTER = (
    _LINES.where(
        _OF_ACTIVITY, signups.c.state == bindparam("state"), signups.c.id > bindparam("after")
    )
    .order_by(signups.c.id)
    .limit(bindparam("limit"))
)
_WITH_ACTIVITY = select(*columns(activities, Activity), *_SIGNUP).join(
    activities, activities.c.id == signups.c.activity_id
)
_OWN = _WITH_ACTIVITY.where(
    signups.c.person_id == bindparam("person_id"),
    _ACTIVE,
    activities.c.starts_at > bindparam("since"),
)
_LATELY_OF_PERSON = (
    _WITH_ACTIVITY.where(
        or_(
            and_(signups.c.person_id == bindparam("person_id"), _ACTIVE),
            and_(signups.c.registrar_id == bindparam("person_id"), _ACTIVE),
        ),
        activities.c.starts_at > bindparam("since"),
    )
    .order_by(activities.c.starts_at, signups.c.id)
    .limit(50)
)
_COUNT_LISTENERS = (
    listeners(_OF_ACTIVITY, _ACTIVE)
    .where(people.c.id != bindparam("besides"))
    .with_only_columns(func.count(people.c.id))
    .order_by(None)
)
_COUNT_BY_HAND = (
    select(func.count())
    .select_from(signups)
    .join(people, people.c.id == signups.c.person_id)
    .where(_OF_ACTIVITY, _ACTIVE, people.c.keeper_id.is_not(None))
)
_WIDTH = len(columns(activities, Activity))


class Signups:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, signup: Signup) -> SignupId:
        """Enter a sign-up at the end; the id given is not used."""
        return SignupId(
            self._connection.value(
                _ADD,
                activity_id=signup.activity_id,
                person_id=signup.person_id,
                registrar_id=signup.registrar_id,
                size=signup.size,
                companions=signup.companions,
                state=signup.state,
                created_at=signup.created_at,
                changed_at=signup.created_at,
                note=signup.note,
            )
        )

    def get(self, signup_id: SignupId) -> Signup | None:
        return self._connection.one(_GET, Signup, key=signup_id)

    def active(self, activity_id: ActivityId, person_id: PersonId) -> Signup | None:
        """Return a person's sign-up, confirmed, offered or waiting, of which there is at most one."""
        return self._connection.one(
            _OF_PERSON, Signup, activity_id=activity_id, person_id=person_id
        )

    def named(self, activity_id: ActivityId, name: str) -> list[Signup]:
        """Return the active sign-ups of people of that name, at most nine."""
        return self._connection.all(_NAMED, Signup, activity_id=activity_id, name=name)

    def made_by(self, activity_id: ActivityId, registrar_id: PersonId) -> list[Signup]:
        """Return the active sign-ups that a person made for others, at most fifty."""
        return self._connection.all(
            _BY_REGISTRAR, Signup, activity_id=activity_id, registrar_id=registrar_id
        )

    def set_state(self, signup_id: SignupId, state: SignupState, now: datetime) -> None:
        self._connection.run(_SET_STATE, key=signup_id, new_state=state, changed_at=now)

    def offer(
        self, signup_id: SignupId, until: datetime | None, freed_by: SignupId | None, now: datetime
    ) -> None:
        """Hold a seat for somebody who waits; None as `until` while the offer isn't made yet."""
        self._connection.run(
            _OFFER, key=signup_id, claim_until=until, freed_by=freed_by, changed_at=now
        )

    def promote(self, signup_id: SignupId, freed_by: SignupId | None, now: datetime) -> None:
        """Seat somebody who waited, on the seat that another freed."""
        self._connection.run(_PROMOTE, key=signup_id, freed_by=freed_by, changed_at=now)

    def leave(self, signup_id: SignupId, left_as: LeftAs, now: datetime) -> None:
        """Take a sign-up off the list; the row stays."""
        self._connection.run(_LEAVE, key=signup_id, left_as=left_as, changed_at=now)

    def restore(self, signup_id: SignupId, state: SignupState, now: datetime) -> None:
        """Put a sign-up that had come off the list back where it was, as if it had never left."""
        self._connection.run(_RESTORE, key=signup_id, new_state=state, changed_at=now)

    def set_party(
        self, signup_id: SignupId, size: int, companions: tuple[str, ...], now: datetime
    ) -> None:
        self._connection.run(
            _SET_PARTY, key=signup_id, size=size, companions=companions, changed_at=now
        )

    def set_note(self, signup_id: SignupId, note: str | None) -> None:
        """Keep what the organiser should know."""
        self._connection.run(_SET_NOTE, key=signup_id, note=note)

    def set_person(self, signup_id: SignupId, person_id: PersonId, now: datetime) -> None:
        self._connection.run(_SET_PERSON, key=signup_id, new_person=person_id, changed_at=now)

    def first_waiting(self, activity_id: ActivityId) -> Signup | None:
        return self._connection.one(_FIRST_WAITING, Signup, activity_id=activity_id)

    def offered(self, activity_id: ActivityId) -> list[Signup]:
        """Return for whom seats are held, in order of arrival."""
        return self._connection.all(_OFFERED, Signup, activity_id=activity_id)

    def last_offer(self, person_id: PersonId, since: datetime) -> Signup | None:
        """Return what a person, or whom they signed up, was offered and could claim until some
        moment after `since`: the one that changed last, whatever became of it.
        """
        return self._connection.one(_LAST_OFFER, Signup, person_id=person_id, since=since)

    def number(self, signup: Signup) -> int:
        """Return how many had signed up for the activity when this one came, itself included.

        It stays when others leave: nobody else ever has it.
        """
        return int(
            self._connection.value(_NUMBER, activity_id=signup.activity_id, signup_id=signup.id)
        )

    def position(self, signup: Signup) -> int:
        """Return the place of a sign-up in the line of those of its state, from 1."""
        return int(
            self._connection.value(
                _POSITION,
                activity_id=signup.activity_id,
                state=signup.state,
                signup_id=signup.id,
            )
        )

    def arrivals(self, activity_id: ActivityId) -> list[SignupId]:
        """Return every sign-up there ever was for an activity, in order of arrival."""
        return self._connection.all(_ARRIVALS, SignupId, activity_id=activity_id)

    def roster(
        self, activity_id: ActivityId, state: SignupState, after: int, limit: int
    ) -> list[RosterLine]:
        """Return the parties of one state in order of arrival, behind the sign-up `after`."""
        return self._connection.all(
            _ROSTER, RosterLine, activity_id=activity_id, state=state, after=after, limit=limit
        )

    def changed_since(self, activity_id: ActivityId, since: datetime) -> bool:
        """Whether anybody signed up, left or moved up after that moment."""
        found = self._connection.value(_CHANGED_SINCE, activity_id=activity_id, since=since)
        return found is not None

    def tally(self, activity_id: ActivityId, state: SignupState) -> int:
        """Return the number of parties of one state."""
        return int(self._connection.value(_TALLY, activity_id=activity_id, state=state))

    def own(self, person_id: PersonId, since: datetime) -> list[tuple[Activity, Signup]]:
        """Return what a person takes part in or waits for that starts after that moment."""
        return self._connection.all(_OWN, _activity_and_signup, person_id=person_id, since=since)

    def lately_of(self, person_id: PersonId, since: datetime) -> list[tuple[Activity, Signup]]:
        """Return what a person, or whom they signed up, takes part in or waits for, starting
        after that moment, whatever has become of it; at most fifty.
        """
        return self._connection.all(
            _LATELY_OF_PERSON, _activity_and_signup, person_id=person_id, since=since
        )

    def count_by_hand(self, activity_id: ActivityId) -> int:
        """Return how many parties are those of people without an account, entered by others."""
        return int(self._connection.value(_COUNT_BY_HAND, activity_id=activity_id))

    def count_listeners(self, activity_id: ActivityId, besides: PersonId) -> int:
        """Return how many to tell what concerns all who are signed up or wait, but for one."""
        return int(
            self._connection.value(_COUNT_LISTENERS, activity_id=activity_id, besides=besides)
        )


def _activity_and_signup(*row: object) -> tuple[Activity, Signup]:
    return Activity(*row[:_WIDTH]), Signup(*row[_WIDTH:])  # type: ignore[arg-type]
