"""新建, 架构: the units of a community."""

from collections.abc import Iterator

from handlers.actions import units
from handlers.actions.authority import require_staff
from handlers.actions.people import standing
from handlers.actions.roles import word
from handlers.actions.units import LARGEST_TREE, Branch
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.message import Lines, Reply, Text, text
from handlers.router import Answer, Router, Who
from storage.types import UnitKind

router = Router()
INDENT = "\u3000"
# The word for a kind stands first, or ends the name (3号网格).
_KINDS = {
    "网格": UnitKind.GRID,
    "grid": UnitKind.GRID,
    "楼栋": UnitKind.BUILDING,
    "building": UnitKind.BUILDING,
    "楼组": UnitKind.HOUSEHOLD_GROUP,
    "联系户": UnitKind.HOUSEHOLD_GROUP,
    "household group": UnitKind.HOUSEHOLD_GROUP,
}
_ENDINGS = {**_KINDS, "栋": UnitKind.BUILDING, "楼": UnitKind.BUILDING}


@router.command("new", "新建", "add unit", who=Who.STAFF)
def new(ctx: Context, words: Folded) -> Answer:
    read = _read(words)
    if read is None and not (ctx.message.is_addressed or _is_staff(ctx)):
        return None
    require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    if read is None:
        raise UserError("units-which")
    kind, rest = read
    planned = units.plan(ctx.store, ctx.home, kind, rest.cut())
    units.add(ctx.store, ctx.home, ctx.sender, planned, ctx.now)
    below = planned.below.name if planned.below else ctx.home.name
    return Reply(text("units-added", name=planned.name, below=below))


@router.command("structure", "架构", "units", who=Who.STAFF)
def structure(ctx: Context, _words: Folded) -> Answer:
    branches = units.tree(ctx.store, ctx.home, ctx.sender, ctx.now)
    lines = [line for branch in branches[:LARGEST_TREE] for line in _lines(branch)]
    if len(branches) > LARGEST_TREE:
        lines.append(text("units-more", count=len(branches) - LARGEST_TREE))
    return Reply(Lines(tuple(lines)))


def _is_staff(ctx: Context) -> bool:
    return standing(ctx.store, ctx.sender, ctx.community, ctx.now).is_staff


def _read(words: Folded) -> tuple[UnitKind, Folded] | None:
    for said, kind in _KINDS.items():
        if words.text.startswith(f"{said} "):
            return kind, words.part(len(said))
    first = words.text.split(" ")[0]
    for ending, kind in _ENDINGS.items():
        if first.endswith(ending) and first != ending:
            return kind, words
    return None


def _lines(branch: Branch) -> Iterator[Text]:
    yield text("units-line", indent=INDENT * branch.depth, name=branch.unit.name)
    indent = INDENT * (branch.depth + 1)
    for role, names in branch.holders.items():
        yield text("units-holders", indent=indent, role=word(role), names="、".join(names))
