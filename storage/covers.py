"""Looking for a stand-in: who looks for one, who was asked, what they said."""

from datetime import datetime

from sqlalchemy import bindparam, case, exists, func, or_, select, text, update

from storage.connection import Connection
from storage.models.activities import activities, cover_asks, covers, signups
from storage.models.people import accounts, people
from storage.models.statements import columns, insert_into
from storage.records import record
from storage.types import (
    Activity,
    ActivityId,
    ActivityState,
    CoverId,
    Person,
    PersonId,
    SignupId,
    SignupState,
)


@record
class Cover:
    """Somebody looks for a stand-in; open until one is found, withdrawn, or the start."""

    id: CoverId
    activity_id: ActivityId
    signup_id: SignupId
    person_id: PersonId
    is_open: bool


_COVER = columns(covers, Cover)
_OPEN = (
    insert_into(covers, "activity_id", "signup_id", "person_id", "created_at", is_open=True)
    .on_conflict_do_nothing()
    .returning(*_COVER)
)
_GET = select(*_COVER).where(covers.c.id == bindparam("key"))
# Said as the index says it; SQLite doesn't know `is_open = 1` for the same.
_OF_SIGNUP = select(*_COVER).where(covers.c.signup_id == bindparam("signup_id"), text("is_open"))
_CLOSE = (
    update(covers)
    .where(covers.c.id == bindparam("key"), covers.c.is_open)
    .values(is_open=False)
    .returning(covers.c.id)
)
_ASK = insert_into(cover_asks, "cover_id", "person_id", "asked_at")
_ANSWER = (
    update(cover_asks)
    .where(
        cover_asks.c.cover_id == bindparam("cover"), cover_asks.c.person_id == bindparam("person")
    )
    .values(willing=bindparam("willing"))
)
_ASKED = (
    select(*columns(people, Person), cover_asks.c.willing)
    .join(people, people.c.id == cover_asks.c.person_id)
    .where(cover_asks.c.cover_id == bindparam("cover_id"))
    .order_by(cover_asks.c.asked_at, people.c.id)
)
_takes_part = signups.alias("takes_part")
# Whoever had a seat in something of the community's that is past; who did the same comes first,
# then whoever took part last.
_CANDIDATES = (
    select(*columns(people, Person))
    .select_from(activities)
    .join(signups, signups.c.activity_id == activities.c.id)
    .join(people, people.c.id == signups.c.person_id)
    .where(
        activities.c.community_id == bindparam("community_id"),
        activities.c.starts_at < bindparam("now"),
        activities.c.state != ActivityState.CANCELLED,
        signups.c.state == SignupState.CONFIRMED,
        people.c.keeper_id.is_(None),
        exists().where(
            accounts.c.person_id == people.c.id, accounts.c.private_chat_id.is_not(None)
        ),
        ~exists().where(
            _takes_part.c.activity_id == bindparam("activity_id"),
            _takes_part.c.person_id == people.c.id,
            _takes_part.c.state != SignupState.LEFT,
        ),
        ~exists().where(
            cover_asks.c.person_id == people.c.id,
            or_(
                cover_asks.c.asked_at > bindparam("rested"),
                cover_asks.c.cover_id == bindparam("cover_id"),
            ),
        ),
    )
    .group_by(people.c.id)
    .order_by(
        func.max(case((activities.c.title == bindparam("title"), 1), else_=0)).desc(),
        func.max(activities.c.starts_at).desc(),
        people.c.id,
    )
    .limit(bindparam("limit"))
)
_WIDTH = len(columns(people, Person))


@record
class Ask:
    """Somebody who was asked to stand in; `willing` is None until they answer."""

    person: Person
    willing: bool | None


class Covers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self, activity: Activity, signup_id: SignupId, person_id: PersonId, now: datetime
    ) -> Cover | None:
        """Note that somebody looks for a stand-in; None when they do already."""
        return self._connection.one(
            _OPEN,
            Cover,
            activity_id=activity.id,
            signup_id=signup_id,
            person_id=person_id,
            created_at=now,
        )

    def get(self, cover_id: CoverId) -> Cover | None:
        return self._connection.one(_GET, Cover, key=cover_id)

    def of_signup(self, signup_id: SignupId) -> Cover | None:
        """Return the open request for a seat."""
        return self._connection.one(_OF_SIGNUP, Cover, signup_id=signup_id)

    def close(self, cover_id: CoverId) -> bool:
        """End a request; False when it had ended."""
        return self._connection.value(_CLOSE, key=cover_id) is not None

    def ask(self, cover_id: CoverId, person_id: PersonId, now: datetime) -> None:
        """Note that a person is asked."""
        self._connection.run(_ASK, cover_id=cover_id, person_id=person_id, asked_at=now)

    def answer(self, cover_id: CoverId, person_id: PersonId, *, willing: bool) -> None:
        self._connection.run(_ANSWER, cover=cover_id, person=person_id, willing=willing)

    def asked(self, cover_id: CoverId) -> list[Ask]:
        """Return who was asked and what they said, in order."""
        return self._connection.all(_ASKED, _ask, cover_id=cover_id)

    def candidates(
        self, cover: Cover, activity: Activity, now: datetime, rested: datetime, limit: int
    ) -> list[Person]:
        """Return who may be asked next: who took part before, can be asked in private, has no
        place here, and wasn't asked for this, nor for anything after `rested`.
        """
        return self._connection.all(
            _CANDIDATES,
            Person,
            community_id=activity.community_id,
            activity_id=activity.id,
            title=activity.title,
            cover_id=cover.id,
            now=now,
            rested=rested,
            limit=limit,
        )


def _ask(*row: object) -> Ask:
    return Ask(Person(*row[:_WIDTH]), row[_WIDTH])  # type: ignore[arg-type]
