"""Who holds which role where; what ended is kept with who ended it."""

from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from storage.connection import Connection
from storage.models.people import people, roles, units
from storage.models.statements import columns, insert_into
from storage.types import CommunityId, Grant, Person, PersonId, Post, Role, UnitId

_HELD = roles.c.revoked_at.is_(None)
_IN_FORCE = (_HELD, or_(roles.c.until.is_(None), roles.c.until > bindparam("now")))
_OF_PERSON = (
    select(roles.c.role, roles.c.unit_id, units.c.community_id, units.c.parent_id.is_(None))
    .outerjoin(units, units.c.id == roles.c.unit_id)
    .where(roles.c.person_id == bindparam("person_id"), *_IN_FORCE)
)
_HOLDERS = (
    select(*columns(people, Person))
    .join(roles, roles.c.person_id == people.c.id)
    .join(units, units.c.id == roles.c.unit_id)
    .where(
        units.c.community_id == bindparam("community_id"),
        roles.c.role == bindparam("role"),
        *_IN_FORCE,
    )
    .order_by(roles.c.id)
)
_POSTS = (
    select(roles.c.person_id, people.c.name, roles.c.role, roles.c.unit_id)
    .join(people, people.c.id == roles.c.person_id)
    .join(units, units.c.id == roles.c.unit_id)
    .where(units.c.community_id == bindparam("community_id"), *_IN_FORCE)
    .order_by(roles.c.id)
)
_HAS_OWNER = select(func.count()).where(
    roles.c.role == Role.OWNER, roles.c.unit_id.is_(None), _HELD
)
_GRANT = (
    insert_into(roles, "person_id", "role", "unit_id", "until", "granted_by", "granted_at")
    .on_conflict_do_nothing()
    .returning(roles.c.id)
)
_REVOKE = (
    update(roles)
    .where(
        roles.c.person_id == bindparam("holder"),
        roles.c.role == bindparam("held"),
        roles.c.unit_id == bindparam("where"),
        _HELD,
    )
    .values(revoked_by=bindparam("revoked_by"), revoked_at=bindparam("revoked_at"))
    .returning(roles.c.id)
)


class Roles:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person_id: PersonId, now: datetime) -> list[Grant]:
        """Return the roles a person holds now, everywhere."""
        return self._connection.all(_OF_PERSON, Grant, person_id=person_id, now=now)

    def holders(self, community_id: CommunityId, role: Role, now: datetime) -> list[Person]:
        """Return who holds a role anywhere in a community now."""
        return self._connection.all(_HOLDERS, Person, community_id=community_id, role=role, now=now)

    def posts(self, community_id: CommunityId, now: datetime) -> list[Post]:
        """Return who holds which role in which unit of a community now, first given first."""
        return self._connection.all(_POSTS, Post, community_id=community_id, now=now)

    def has_owner(self) -> bool:
        return bool(self._connection.value(_HAS_OWNER))

    def grant(
        self, person_id: PersonId, role: Role, unit_id: UnitId | None, by: PersonId, now: datetime
    ) -> bool:
        """Give a role; False when it is held already, by whomever the one owner is.

        A role that is held stays as it was given.
        """
        given = self._connection.value(
            _GRANT,
            person_id=person_id,
            role=role,
            unit_id=unit_id,
            until=None,
            granted_by=by,
            granted_at=now,
        )
        return given is not None

    def revoke(
        self, person_id: PersonId, role: Role, unit_id: UnitId, by: PersonId, now: datetime
    ) -> bool:
        """End a role; False when the person does not hold it."""
        ended = self._connection.value(
            _REVOKE, holder=person_id, held=role, where=unit_id, revoked_by=by, revoked_at=now
        )
        return ended is not None
