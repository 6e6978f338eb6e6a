"""名单, 空缺, 我的排队: who takes part, what is free, who waits."""

import re
from collections.abc import Sequence

from handlers.actions import activities, cards, finding, options, pages, rosters
from handlers.actions.rosters import ORDER, Cursor, Queued
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import bare
from handlers.language.normalise import Folded
from handlers.language.numbered import is_below_zero, read_number
from handlers.message import Lines, Reply, Text, Value, text
from handlers.questions import ask, choice, settle
from handlers.router import Answer, Answerer, Router
from handlers.rules.seats import is_settled
from storage.types import Activity, ActivityId, Question, SignupState

router = Router()

_WHO = re.compile(
    r"(?:都|现在|已经)*(?:有?谁(?:都|已经)*(?:报名?|参加|去)(?:了名?|的)?|(?:报名的|参加的)?(?:都)?有谁)[呀啊?.\s]*"
)
_NAMED = re.compile(r"(?P<title>.{2,30}?)的?(?:报名)?名单[.!\s]*")
_NEXT = frozenset(["下一页", "下页", "next"])


@router.command("roster", "名单", "报名名单", "参加名单", "roster", "list", runs_on=False)
def show_roster(ctx: Context, words: Folded) -> Answer:
    found = _pointed(ctx, words)
    if found is None:
        return None
    if len(found) == 1:
        settle(ctx, ("roster-which",))
        return _page(ctx, found[0], Cursor())
    if not found:
        return Reply(text("roster-none"))
    listed = options.of_activities(found, ctx.now)
    asked = ask(ctx, "roster-which", listed.payload)
    return Reply(Lines((text("roster-which", how=listed.how), *listed.lines)), question=asked)


@router.sentence
def show_roster_as_asked(ctx: Context, words: Folded) -> Answer:
    """Understand 名单六, which the command word does not end before; by who speaks to the bot also
    谁报名了 and 义诊的名单.
    """
    if ctx.community is None:
        return None
    rest = words.part(len("名单"))
    if words.text.startswith("名单") and read_number(rest) is not None:
        return show_roster(ctx, rest)
    if not (ctx.is_private or ctx.message.is_addressed):
        return None
    if _WHO.fullmatch(words.text):
        return show_roster(ctx, words.part(0, 0))
    named = _NAMED.fullmatch(words.text)
    return show_roster(ctx, words.part(0, named.end("title"))) if named else None


@router.press("roster")
def show_roster_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    activity = finding.pressed(ctx.store, ctx.home.id, "".join(arguments[:1]))
    return _page(ctx, activity, _cursor(arguments[1:]))


@router.command(
    "gaps", "还差谁", "空缺", "还差几个", "gaps", "who is missing", "who's missing", runs_on=False
)
def show_gaps(ctx: Context, words: Folded) -> Answer:
    found = _pointed(ctx, words)
    if found is None:
        return None
    if len(found) == 1:
        return _gaps(ctx, found[0])
    free = tuple(_free(ctx, activity) for activity in found)
    return Reply(Lines(free) if found else text("roster-none"))


@router.command("queue", "我的排队", "我的候补", "我排第几", "排第几", "queue", "my queue")
def show_queue(ctx: Context, _: Folded) -> Answer:
    queued = rosters.queued(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    return Reply(Lines(tuple(map(_queued, queued))) if queued else text("queue-none"))


def _pointed(ctx: Context, words: Folded) -> Sequence[Activity] | None:
    """Return the activities that may be meant; None when the words name none."""
    named = read_number(words)
    if named is not None:
        return [activities.numbered(ctx.store, ctx.home.id, named)]
    if is_below_zero(words):
        raise UserError("activity-none", number=words.text)
    quoted = finding.quoted(ctx.store, ctx.about)
    if quoted is not None and not words.text:
        return [quoted]
    current = finding.current(ctx.store, ctx.home.id, ctx.now)
    listed = finding.here(ctx.store, ctx.sender, ctx.chat, current)
    if not words.text:
        return listed
    title = words.cut()
    found = [one for one in listed if title in one.title or one.title in title]
    return found or _of_late(ctx, words)


def _of_late(ctx: Context, words: Folded) -> Sequence[Activity] | None:
    """Return what is named by its title and is over or was cancelled."""
    newest = finding.newest(ctx.store, ctx.home.id)
    known = finding.here(ctx.store, ctx.sender, ctx.chat, newest)
    titled = finding.titled(words.text, known, ())
    return None if titled is None else [titled]


def _page(ctx: Context, activity: Activity, cursor: Cursor) -> Reply:
    reader, private = ctx.sender, ctx.is_private
    seen = rosters.sight(ctx.store, reader, activity, ctx.now, is_private=private)
    page = rosters.read_page(ctx.store, activity, cursor, seen)
    lines = pages.worded(page, ctx.now)
    if page.following is None:
        if page.first > 1:
            lines.append(pages.footer("roster-end", page))
        return Reply(Lines(tuple(lines)), activity=activity.id)
    lines.append(pages.footer("roster-more", page))
    return _with_next(ctx, Lines(tuple(lines)), activity, page.following)


def _with_next(ctx: Context, lines: Lines, activity: Activity, cursor: Cursor) -> Reply:
    where = (str(cursor.state), cursor.after, cursor.position)
    asked = ask(ctx, "roster-page", {"activity": activity.id, "cursor": where})
    return Reply(
        lines, (pages.next_button(activity, cursor),), activity=activity.id, question=asked
    )


def _gaps(ctx: Context, activity: Activity) -> Reply:
    reader, private = ctx.sender, ctx.is_private
    seen = rosters.sight(ctx.store, reader, activity, ctx.now, is_private=private)
    lines = [_free(ctx, activity)]
    if activity.waiting and not is_settled(activity, ctx.now):
        names = "、".join(line.name for line in rosters.first_waiting(ctx.store, activity, seen))
        lines.append(text("gaps-waiting", count=activity.waiting, names=names))
    return Reply(Lines(tuple(lines)), activity=activity.id)


def _free(ctx: Context, activity: Activity) -> Text:
    return text(
        f"gap-{_gap(ctx, activity)}",
        number=activity.number,
        title=activity.title,
        stage=cards.stage(activity, ctx.now),
        when=activity.starts_at,
        left=activity.seats_left,
        taken=activity.taken,
        seats=activity.seats,
    )


def _gap(ctx: Context, activity: Activity) -> str:
    if is_settled(activity, ctx.now):
        return "settled"
    if activity.seats_left is None:
        return "open"
    if not activity.seats_left:
        return "full"
    return "kept" if activity.waiting else "free"


def _queued(queued: Queued) -> Text:
    facts: dict[str, Value] = {
        "number": queued.activity.number,
        "title": queued.activity.title,
        "when": queued.activity.starts_at,
        "position": queued.position,
    }
    if queued.is_offered:
        return _offered(queued)
    if queued.name is None:
        return text("queue-line", **facts)
    return text("queue-line-other", name=queued.name, **facts)


def _offered(queued: Queued) -> Text:
    """Tell of a seat that is held; through the night it is held without a deadline."""
    key = "queue-held" if queued.claim_until is None else "queue-offered"
    name = "" if queued.name is None else text("queue-name", name=queued.name)
    return text(
        key,
        number=queued.activity.number,
        title=queued.activity.title,
        when=queued.activity.starts_at,
        name=name,
        until=queued.claim_until,
    )


def _cursor(arguments: Sequence[str]) -> Cursor:
    """Read where a page begins from a button; from the start when it doesn't say."""
    match arguments:
        case [state, after, number] if (after + number).isdecimal() and state in ORDER:
            return Cursor(SignupState(state), int(after), int(number))
        case _:
            return Cursor()


def _chosen(ctx: Context, _: Question, activity_id: int) -> Answer:
    return _page(ctx, activities.get(ctx.store, ActivityId(activity_id)), Cursor())


def _read_next(words: Folded, _: Question, __: Context) -> bool | None:
    return True if bare(words) in _NEXT else None


def _turn(ctx: Context, question: Question, _: bool) -> Answer:  # noqa: FBT001 the answer read
    ctx.store.questions.close(question.id)
    activity = activities.get(ctx.store, ActivityId(question.payload["activity"]))
    state, after, number = question.payload["cursor"]
    return _page(ctx, activity, Cursor(SignupState(state), after, number))


router.answers(choice("roster-which", "roster-not", _chosen))
router.answers(Answerer("roster-page", _read_next, _turn))
