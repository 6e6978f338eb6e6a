"""Communities and the tree of their units."""

from datetime import datetime, time

from sqlalchemy import bindparam, select, update

from storage.connection import Connection
from storage.models.people import communities, units
from storage.models.statements import columns, insert_into
from storage.types import Community, CommunityId, Unit, UnitId, UnitKind

_COMMUNITY = columns(communities, Community)
_GET = select(*_COMMUNITY).where(communities.c.id == bindparam("key"))
_NAMED = select(*_COMMUNITY).where(communities.c.name == bindparam("name"))
_ALL = select(*_COMMUNITY).order_by(communities.c.id)
_ADD = insert_into(
    communities, "name", "language", "timezone", "upcoming_at", "created_at", next_number=1
).returning(*_COMMUNITY)
_SET_UPCOMING = (
    update(communities)
    .where(communities.c.id == bindparam("key"))
    .values(upcoming_at=bindparam("upcoming_at"))
)
_SET_LANGUAGE = (
    update(communities)
    .where(communities.c.id == bindparam("key"))
    .values(language=bindparam("language"))
)
_TAKE_NUMBER = (
    update(communities)
    .where(communities.c.id == bindparam("key"))
    .values(next_number=communities.c.next_number + 1)
    .returning(communities.c.next_number - 1)
)
_ROOT = select(units.c.id).where(
    units.c.community_id == bindparam("community_id"), units.c.parent_id.is_(None)
)
_UNIT = (
    select(*columns(units, Unit))
    .where(units.c.community_id == bindparam("community_id"), units.c.name == bindparam("name"))
    .order_by(units.c.id)
    .limit(1)
)
_UNITS = (
    select(*columns(units, Unit))
    .where(units.c.community_id == bindparam("community_id"))
    .order_by(units.c.id)
)
_ADD_UNIT = insert_into(units, "community_id", "parent_id", "kind", "name").returning(units.c.id)


class Communities:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, community_id: CommunityId) -> Community:
        found = self._connection.one(_GET, Community, key=community_id)
        if found is None:
            raise LookupError(community_id)
        return found

    def named(self, name: str) -> Community | None:
        return self._connection.one(_NAMED, Community, name=name)

    def all(self) -> list[Community]:
        return self._connection.all(_ALL, Community)

    def add(self, community: Community, now: datetime) -> Community:
        """Enter a community and the root of its units; the id given is not used."""
        added = self._connection.one(
            _ADD,
            Community,
            name=community.name,
            language=community.language,
            timezone=community.timezone,
            upcoming_at=community.upcoming_at,
            created_at=now,
        )
        if added is None:
            raise LookupError(community.name)
        self.add_unit(added.id, None, UnitKind.COMMUNITY, added.name)
        return added

    def add_unit(
        self, community_id: CommunityId, parent_id: UnitId | None, kind: UnitKind, name: str
    ) -> UnitId:
        return UnitId(
            self._connection.value(
                _ADD_UNIT, community_id=community_id, parent_id=parent_id, kind=kind, name=name
            )
        )

    def root(self, community_id: CommunityId) -> UnitId:
        """Return the unit that is the community itself."""
        return UnitId(self._connection.value(_ROOT, community_id=community_id))

    def unit(self, community_id: CommunityId, name: str) -> Unit | None:
        return self._connection.one(_UNIT, Unit, community_id=community_id, name=name)

    def units(self, community_id: CommunityId) -> list[Unit]:
        """Return all units of a community, the root first, parents before their parts."""
        return self._connection.all(_UNITS, Unit, community_id=community_id)

    def set_upcoming(self, community_id: CommunityId, at: time | None) -> None:
        """Set when the daily list of upcoming activities is posted; None for never."""
        self._connection.run(_SET_UPCOMING, key=community_id, upcoming_at=at)

    def set_language(self, community_id: CommunityId, language: str) -> None:
        self._connection.run(_SET_LANGUAGE, key=community_id, language=language)

    def take_number(self, community_id: CommunityId) -> int:
        """Return the number of the community's next activity, never given twice."""
        return int(self._connection.value(_TAKE_NUMBER, key=community_id))
