"""操作记录: what was done, by whom and why."""

from handlers.actions import activities, finding, records
from handlers.actions.records import Source
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import bare
from handlers.language.normalise import Folded
from handlers.language.numbered import split_number
from handlers.message import Button, Lines, Reply, text
from handlers.questions import ask
from handlers.router import Answer, Answerer, Router, Who
from storage.types import ActivityId, Question

router = Router()

_NEXT = frozenset(["下一页", "下页", "next"])


@router.command("records", "操作记录", "操作日志", "audit log", who=Who.SECRETARY)
def show(ctx: Context, words: Folded) -> Answer:
    number, rest = split_number(words)
    if rest.text:
        return Reply(text("record-how")) if ctx.message.is_addressed else None
    records.require_audit(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    quoted = finding.quoted(ctx.store, ctx.about)
    if number is not None:
        quoted = activities.numbered(ctx.store, ctx.home.id, number)
    return _page(ctx, Source(ctx.home.id, quoted))


@router.press("records")
def turn_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    match arguments:
        case [activity, before] if (activity + before).isdecimal():
            about = finding.pressed(ctx.store, ctx.home.id, activity) if int(activity) else None
            return _page(ctx, Source(ctx.home.id, about, int(before)))
        case _:
            raise UserError("button-unknown")


def _page(ctx: Context, source: Source) -> Reply:
    page = records.read(ctx.store, ctx.sender, source, ctx.now)
    about = source.activity
    if about is None:
        heading = text("record-heading")
    else:
        heading = text("record-heading-activity", number=about.number, title=about.title)
    activity = about.id if about else None
    if not page.lines:
        return Reply(text("record-none"), activity=activity)
    if page.older is None:
        return Reply(Lines((heading, *page.lines)), activity=activity)
    asked = ask(ctx, "records-page", {"activity": activity, "before": page.older})
    button = Button(text("record-next"), f"records:{activity or 0}:{page.older}")
    lines = Lines((heading, *page.lines, text("record-more")))
    return Reply(lines, (button,), activity=activity, question=asked)


def _read_next(words: Folded, _: Question, __: Context) -> bool | None:
    return True if bare(words) in _NEXT else None


def _turn(ctx: Context, question: Question, _: bool) -> Answer:  # noqa: FBT001 the answer read
    ctx.store.questions.close(question.id)
    kept = question.payload
    about = kept["activity"] and activities.get(ctx.store, ActivityId(kept["activity"]))
    return _page(ctx, Source(ctx.home.id, about, kept["before"]))


router.answers(Answerer("records-page", _read_next, _turn))
