"""#接龙: a list pasted from a WeChat group is compared with ours; ours is given in that format."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.actions import activities, finding, options, people, rosters
from handlers.actions.authority import Order, require_run, require_staff
from handlers.actions.jielong import applying, keeping, planning, pointing, showing
from handlers.actions.jielong.planning import Plan
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import bare, yes_or_no
from handlers.language.jielong import Listing, has_head, looks_like_list, read_lists, split_target
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import read_number
from handlers.message import Button, Lines, Reply, text
from handlers.questions import ask, choice, settle
from handlers.router import Answer, Answerer, Router, Who
from storage.types import Activity, ActivityId, Question, QuestionId

router = Router()

_KIND = "jielong"
_OPEN_FOR = timedelta(minutes=30)
# A list of three hundred lines has less.
_LONGEST = 20_000
_REMOVE = frozenset(["确认并移除", "确认移除", "确认并删除", "同步", "confirm and remove"])
_ALL = ("全部", "一起", "合并", "all")


@router.command("jielong", "#接龙", "接龙", "jielong", who=Who.STAFF, runs_on=False)
def compare(ctx: Context, _: Folded) -> Answer:
    said = ctx.message.text[:_LONGEST]
    if looks_like_list(said):
        return _read(ctx, said)
    if has_head(fold(said)) and (ctx.is_private or ctx.message.is_addressed):
        raise UserError("jielong-nobody")
    return None


@router.sentence
def compare_without_head(ctx: Context, _: Folded) -> Answer:
    """A list that somebody typed, or copied with something before it; only for who runs things."""
    said = ctx.message.text[:_LONGEST]
    if not (ctx.is_private or ctx.message.is_addressed) or not looks_like_list(said):
        return None
    is_list = has_head(fold(said)) or _is_staff(ctx)
    return _read(ctx, said) if is_list else None


@router.command(
    "jielong-export",
    "接龙导出",
    "导出接龙",
    "接龙名单",
    "export jielong",
    who=Who.STAFF,
    runs_on=False,
)
def export(ctx: Context, words: Folded) -> Answer:
    activity = _pointed(ctx, words)
    require_run(ctx.store, ctx.sender, activity, ctx.now)
    private = ctx.is_private
    seen = rosters.sight(ctx.store, ctx.sender, activity, ctx.now, is_private=private)
    if not seen.names:
        raise UserError("jielong-in-private", number=activity.number)
    lines = planning.roster(ctx.store, activity)
    return Reply(showing.our_list(activity, lines), activity=activity.id)


@router.press(_KIND)
def press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    shown = ctx.about.content.get("question") if ctx.about else None
    question = ctx.store.questions.get(QuestionId(shown), ctx.now) if shown else None
    if question is None or question.person_id != ctx.sender.id or question.kind != _KIND:
        raise UserError("jielong-gone")
    return _answer(ctx, question, "yes" if arguments == ("yes",) else "no")


def _read(ctx: Context, said: str) -> Answer:
    """Find who may and which list is meant; in a group unasked only who runs things is answered."""
    is_for_bot = ctx.is_private or ctx.message.is_addressed or ctx.about is not None
    if not is_for_bot and (ctx.community is None or not _is_staff(ctx)):
        return None
    if not _is_staff(ctx):
        raise UserError("jielong-staff")
    named, said = split_target(said)
    listings = read_lists(said)
    if not any(each.entries or each.unclear for each in listings):
        raise UserError("jielong-nobody")
    if len(listings) > 1:
        return _ask_part(ctx, listings, named)
    return _with(ctx, listings[0], named)


def _with(ctx: Context, listing: Listing, number: int | None) -> Answer:
    """Find the activity, and show what the list would change."""
    if len(listing.entries) > planning.LONGEST:
        raise UserError("jielong-too-long", limit=planning.LONGEST)
    if number is not None:
        return _show(ctx, activities.numbered(ctx.store, ctx.home.id, number), listing)
    quoted = finding.quoted(ctx.store, ctx.about)
    if quoted is not None:
        return _show(ctx, quoted, listing)
    listed = pointing.current(ctx.store, ctx.home.id, ctx.now)
    meant = pointing.meant(listing, listed, ctx.now)
    if meant is not None:
        return _show(ctx, meant, listing)
    if not (ctx.is_private or ctx.message.is_addressed):
        return None
    return _ask_which(ctx, listed, listing)


def _ask_which(ctx: Context, listed: Sequence[Activity], listing: Listing) -> Reply:
    if not listed:
        raise UserError("jielong-none")
    found = options.of_activities(listed, ctx.now)
    asked = ask(ctx, "jielong-which", {**found.payload, "list": keeping.keep(listing)}, _OPEN_FOR)
    return Reply(Lines((text("jielong-which", how=found.how), *found.lines)), question=asked)


def _ask_part(ctx: Context, listings: Sequence[Listing], number: int | None) -> Reply:
    """Ask which of several lists is meant, or whether all are one."""
    whole = len(listings) + 1
    lines = [
        text("jielong-part", number=at, title=each.title, count=len(each.entries))
        for at, each in enumerate(listings, 1)
    ]
    payload = {
        "choices": {str(at): at for at in range(1, whole + 1)},
        "labels": {
            **{str(at): [each.title] for at, each in enumerate(listings, 1) if each.title},
            str(whole): _ALL,
        },
        "lists": [keeping.keep(each) for each in listings],
        "number": number,
    }
    asked = ask(ctx, "jielong-part", payload, _OPEN_FOR)
    lines.append(text("jielong-part-all", number=whole))
    return Reply(Lines((text("jielong-parts", count=len(listings)), *lines)), question=asked)


def _show(ctx: Context, activity: Activity, listing: Listing, note: str | None = None) -> Reply:
    settle(ctx, ("jielong-which", "jielong-part"))
    plan = applying.preview(ctx.store, _order(ctx), activity.id, listing)
    private = ctx.is_private
    seen = rosters.sight(ctx.store, ctx.sender, activity, ctx.now, is_private=private)
    shown = showing.preview(plan, seen)
    if note is not None:
        shown = Lines((text(note), shown))
    if not plan.changes and not plan.missing:
        settle(ctx, (_KIND,))
        return Reply(shown, activity=activity.id)
    payload = {"activity": activity.id, "list": keeping.keep(listing), "mark": plan.mark}
    asked = ask(ctx, _KIND, payload, _OPEN_FOR)
    return Reply(shown, _buttons(plan), activity=activity.id, question=asked)


def _buttons(plan: Plan) -> tuple[Button, ...]:
    yes = (Button(text("button-jielong"), f"{_KIND}:yes"),) if plan.changes else ()
    return (*yes, Button(text("button-drop"), f"{_KIND}:no"))


def _accepts(words: Folded, _: Question, __: Context) -> str | None:
    if bare(words) in _REMOVE:
        return "remove"
    said = yes_or_no(words)
    return None if said is None else "yes" if said else "no"


def _answer(ctx: Context, question: Question, said: str) -> Answer:
    kept = question.payload
    if said == "no":
        ctx.store.questions.close(question.id)
        return Reply(text("jielong-dropped"), is_nod=True)
    listing = keeping.restore(kept["list"])
    plan = applying.preview(ctx.store, _order(ctx), ActivityId(kept["activity"]), listing)
    if plan.mark != kept["mark"]:
        return _show(ctx, plan.activity, listing, "jielong-changed")
    removes = said == "remove"
    if not plan.changes and not removes:
        return Reply(text("jielong-how-remove"))
    ctx.store.questions.close(question.id)
    done = applying.apply(ctx.store, _order(ctx), plan, removes=removes)
    return Reply(showing.applied(done), activity=done.activity.id)


def _pointed(ctx: Context, words: Folded) -> Activity:
    number = read_number(words)
    if number is not None:
        return activities.numbered(ctx.store, ctx.home.id, number)
    quoted = finding.quoted(ctx.store, ctx.about)
    only = quoted or activities.only(ctx.store, ctx.home.id, ctx.now)
    if only is None or words.text:
        require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
        raise UserError("jielong-export-which")
    return only


def _is_staff(ctx: Context) -> bool:
    return people.standing(ctx.store, ctx.sender, ctx.home, ctx.now).is_staff


def _order(ctx: Context) -> Order:
    return Order(ctx.sender, ctx.chat, ctx.now, bare(fold(ctx.message.text[:20])))


def _which(ctx: Context, question: Question, activity_id: int) -> Answer:
    activity = activities.get(ctx.store, ActivityId(activity_id))
    return _show(ctx, activity, keeping.restore(question.payload["list"]))


def _part(ctx: Context, question: Question, at: int) -> Answer:
    listings = [keeping.restore(each) for each in question.payload["lists"]]
    listing = listings[at - 1] if at <= len(listings) else keeping.together(listings)
    return _with(ctx, listing, question.payload["number"])


router.answers(choice("jielong-which", "jielong-dropped", _which))
router.answers(choice("jielong-part", "jielong-dropped", _part))
router.answers(Answerer(_KIND, _accepts, _answer))
