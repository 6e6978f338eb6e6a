"""最少 3 8: how many must come; and answering what becomes of an activity that is short."""

from dataclasses import replace

from handlers.actions import activities, cards, drafts, finding, minimum
from handlers.actions.minimum import KIND, Decision
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NO, bare
from handlers.language.minimum import read_minimum
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import split_number
from handlers.message import Reply, text
from handlers.router import Answer, Answerer, Router, Who
from handlers.rules.pointing import Pointer
from storage.types import Activity, Question

router = Router()

_KEEP = frozenset(
    ["照常进行", "照常举行", "照常", "照办", "继续", "保留", "进行", "不取消", "keep", "go ahead"]
)
_CANCEL = NO - {"不", "不是", "否", "no", "n"} | {"取消活动", "活动取消", "call off"}


@router.command("minimum", "最少", "最少人数", "成行人数", "minimum", who=Who.STAFF, runs_on=False)
def fewest(ctx: Context, words: Folded) -> Answer:
    """最少 3 8; 最少8人 while a preview is open corrects that."""
    asked = drafts.asked(ctx.sender.id, ctx.chat.id, ctx.now)
    corrected = drafts.corrected(ctx.store, asked, fold(ctx.message.text), ctx.now)
    if corrected is not None:
        return corrected
    number, rest = split_number(words)
    pointer = Pointer(finding.quoted(ctx.store, ctx.about), number if rest.text else None)
    if not rest.text and pointer.quoted is not None:
        rest = words
    named = finding.pointed(ctx.store, ctx.home.id, pointer)
    told = read_minimum(rest.text)
    if named is None or told is None:
        return _unclear(ctx, number)
    activity = activities.to_change(ctx.store, ctx.sender, named.id, ctx.now)
    changed = replace(activity, min_heads=told.heads)
    if told.cancels is not None:
        changed = replace(changed, cancels_when_short=told.cancels)
    return _done(minimum.set_minimum(ctx.store, ctx.sender, activity, changed, ctx.now))


@router.press(KIND)
def press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    argument, _, said = ":".join(arguments).partition(":")
    activity = finding.asked_about(ctx.store, argument)
    decision = next((each for each in Decision if each == said), None)
    if decision is None:
        raise UserError("button-unknown")
    return minimum.answer(ctx.store, ctx.sender, activity.id, decision, ctx.now)


def _accepts(words: Folded, _question: Question, _ctx: Context) -> Decision | None:
    said = bare(words)
    if said in _KEEP:
        return Decision.KEEP
    return Decision.CANCEL if said in _CANCEL else None


def _answer(ctx: Context, question: Question, decision: Decision) -> Answer:
    return minimum.answer(ctx.store, ctx.sender, minimum.about(question), decision, ctx.now)


router.answers(Answerer(KIND, _accepts, _answer))


def _unclear(ctx: Context, number: int | None) -> Answer:
    """Among neighbours 最少要两个小时 is talk."""
    if number is not None and finding.numbered(ctx.store, ctx.home.id, number) is None:
        raise UserError("activity-none", number=number)
    if number is None and not ctx.message.is_addressed:
        return None
    return Reply(text("minimum-how-many", number=number or 3))


def _done(activity: Activity) -> Reply:
    what = cards.name(activity)
    if activity.min_heads is None:
        return Reply(text("minimum-none", what=what), activity=activity.id)
    key = "minimum-set-cancels" if activity.cancels_when_short else "minimum-set-keeps"
    return Reply(text(key, what=what, heads=activity.min_heads), activity=activity.id)
