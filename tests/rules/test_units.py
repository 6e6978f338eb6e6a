"""How the units of a community nest."""

from handlers.rules.units import may_contain, nested
from storage.types import Unit, UnitId, UnitKind


def test_units_nest_from_the_community_down() -> None:
    assert may_contain(UnitKind.COMMUNITY, UnitKind.BUILDING)
    assert not may_contain(UnitKind.BUILDING, UnitKind.GRID)
    assert not may_contain(UnitKind.GRID, UnitKind.GRID)


def test_every_unit_stands_below_what_it_is_part_of() -> None:
    kinds = {1: None, 2: 1, 3: 1, 4: 2}
    units = [
        Unit(UnitId(key), UnitId(parent) if parent else None, UnitKind.GRID, str(key))
        for key, parent in kinds.items()
    ]
    assert [(unit.name, depth) for unit, depth in nested(units)] == [
        ("1", 0),
        ("2", 1),
        ("4", 2),
        ("3", 1),
    ]
