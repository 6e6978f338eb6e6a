"""How the units of a community nest."""

from collections.abc import Iterable, Iterator

from storage.types import Unit, UnitId, UnitKind

_ORDER = (UnitKind.COMMUNITY, UnitKind.GRID, UnitKind.BUILDING, UnitKind.HOUSEHOLD_GROUP)


def may_contain(outer: UnitKind, inner: UnitKind) -> bool:
    """Whether a unit may stand below another; steps may be left out."""
    return _ORDER.index(outer) < _ORDER.index(inner)


def nested(units: Iterable[Unit]) -> Iterator[tuple[Unit, int]]:
    """Give every unit below the one it is part of, with its depth; the root is 0."""
    below: dict[UnitId | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: UnitId | None, depth: int) -> Iterator[tuple[Unit, int]]:
        for unit in below.get(parent, ()):
            yield unit, depth
            yield from walk(unit.id, depth + 1)

    return walk(None, 0)
