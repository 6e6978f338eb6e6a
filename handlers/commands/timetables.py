"""批量发布: a timetable pasted as it is, previewed, and published at once."""

from datetime import timedelta

from handlers.actions import timetables
from handlers.actions.authority import Order, require_staff
from handlers.actions.timetables import Planned
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.language.timetable import read_timetable
from handlers.message import Reply
from handlers.questions import ask, assent
from handlers.router import Answer, Router, Who
from storage.types import Question

router = Router()

_KIND = "timetable"
_OPEN_FOR = timedelta(minutes=30)


@router.command("timetable", "批量发布", "活动表", "timetable", who=Who.STAFF, runs_on=False)
def start(ctx: Context, words: Folded) -> Answer:
    require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    if not words.text:
        raise UserError("timetable-what")
    timetable = read_timetable(words.cut(), ctx.now)
    if len(timetable.slots) > timetables.LONGEST:
        raise UserError("timetable-too-long", limit=timetables.LONGEST)
    plan = timetables.plan(timetable, ctx.home.id, ctx.now)
    if not plan.planned and not plan.unclear:
        raise UserError("timetable-what")
    shown = timetables.preview(plan, ctx.now)
    if not plan.planned:
        return Reply(shown)
    asked = ask(ctx, _KIND, {"planned": [each.keep() for each in plan.planned]}, _OPEN_FOR)
    return Reply(shown, question=asked)


def _publish(ctx: Context, question: Question) -> Answer:
    planned = [Planned.restore(each) for each in question.payload["planned"]]
    order = Order(ctx.sender, ctx.chat, ctx.now)
    return Reply(timetables.announced(timetables.publish(ctx.store, order, planned), ctx.now))


router.answers(assent(_KIND, "timetable-dropped", _publish))
