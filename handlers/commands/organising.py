"""改期, 改名额, 取消活动 …: what the organiser, the secretary and social workers do to an activity."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.actions import activities, cards, drafts, finding, minimum, posting
from handlers.actions.minimum import Decision
from handlers.actions.people import home_named
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NOTHING
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import split_number
from handlers.language.numerals import NUMBER, number
from handlers.language.timing import read_move
from handlers.language.when import Ask
from handlers.message import Lines, Reply, Span, Text, text
from handlers.questions import ask, assent
from handlers.router import Answer, Handler, Router, Who
from storage.types import Activity, ActivityId, ActivityState, Question

router = Router()
_SEATS = re.compile(
    rf"(?:到|为|成|:|\s)*(?:(?P<count>-?{NUMBER})\s*(?:个名额|人|名|位|个)?|(?P<free>不限(?:人数|名额|制)?))"
    r"(?:[\s,;:、，；]+(?P<reason>.+)|[.!\s吧了]*)"
)
_FACT = re.compile(
    r"(?:活动)?(?P<fact>地点|地址|名额|人数|时间)\s*(?P<rest>(?:第)?[0-9]{1,6}(?:号活动|号)?\s+\S.*)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """The activity that is meant; `is_sure` when it was named, not just the only one there is."""

    activity: Activity
    rest: Folded
    is_sure: bool = True


def _changes(name: str, *words: str) -> Callable[[Handler], Handler]:
    """Register what changes an activity; in English its words are said to neighbours, too."""

    def register(handler: Handler) -> Handler:
        @router.command(name, *words, who=Who.STAFF)
        def change(ctx: Context, said: Folded) -> Answer:
            return None if _is_english_talk(ctx, said) else handler(ctx, said)

        return handler

    return register


def _is_english_talk(ctx: Context, words: Folded) -> bool:
    """Whether somebody may say it to the neighbours: move your car please."""
    is_chinese = not ctx.message.text.lstrip("/ ")[:1].isascii()
    is_pointed = split_number(words)[0] is not None or ctx.about is not None
    return not (is_chinese or is_pointed or ctx.message.is_addressed or not words.text)


@_changes("move", "改期", "改时间", "活动改期", "延期", "reschedule", "move", "postpone")
def move(ctx: Context, words: Folded) -> Answer:
    correction = _of_draft(ctx, words)
    if correction is not None:
        return correction
    activity, rest = _to_change(ctx, words)
    start, end = _here(ctx, activity.starts_at), _here(ctx, activity.ends_at)
    if rest.text.startswith("to "):
        rest = rest.part(len("to "))
    timing = read_move(rest, ctx.now, start, end)
    if timing is None or not isinstance(timing.start, datetime):
        raise UserError("move-when", number=activity.number)
    if timing.doubt is Ask.ORDER:
        raise UserError("activity-fault-backwards")
    span = Span(timing.start, timing.end)
    if timing.doubt is None and span == cards.span(activity):
        return _as_it_was(activity)
    activities.moved(activity, span, ctx.now)
    doubt = drafts.doubt(timing.doubt, timing.said, timing.start)
    told = _told_of(ctx, activity, span)
    if doubt is None and not told:
        return _moved(ctx, activity, span)
    kept = {"start": span.start.isoformat(), "end": span.end.isoformat() if span.end else None}
    hint = text(
        "move-confirm-told" if told else "move-confirm",
        what=cards.name(activity),
        since=cards.span(activity),
        when=span,
        told=told,
    )
    return _ask(ctx, "move", activity, Lines((doubt or Lines(()), hint)), kept)


@_changes("relocate", "改地点", "换地点", "relocate")
def relocate(ctx: Context, words: Folded) -> Answer:
    correction = _of_draft(ctx, words)
    if correction is not None:
        return correction
    activity, rest = _to_change(ctx, words)
    if not rest.text:
        raise UserError("relocate-where", number=activity.number)
    if rest.cut() == activity.place:
        return _as_it_was(activity)
    changed = activities.relocate(ctx.store, ctx.sender, activity, rest.cut(), ctx.now)
    return _changed("relocate-done", changed)


@_changes("remark", "改备注", "活动备注", "remark")
def remark(ctx: Context, words: Folded) -> Answer:
    correction = _of_draft(ctx, words)
    if correction is not None:
        return correction
    activity, rest = _to_change(ctx, words)
    if not rest.text:
        raise UserError("remark-what", number=activity.number)
    said = None if rest.text in NOTHING else rest.cut()
    changed = activities.remarked(ctx.store, ctx.sender, activity, said, ctx.now)
    return Reply(changed, activity=activity.id)


@router.sentence
def fact(ctx: Context, words: Folded) -> Answer:
    """Understand 地点 3 三单元, 名额 3 30; without a number they only correct a preview."""
    found = _FACT.fullmatch(words.text)
    if found is None:
        return None
    rest = words.part(found.start("rest"))
    may = activities.runs(ctx.store, ctx.sender, ctx.home.id, split_number(rest)[0] or 0, ctx.now)
    change = _CHANGES.get(found["fact"], relocate)
    return change(ctx, rest) if may else None


@_changes("reseat", "改名额", "改人数", "seats")
def reseat(ctx: Context, words: Folded) -> Answer:
    correction = _of_draft(ctx, words)
    if correction is not None:
        return correction
    activity, rest = _to_change(ctx, words)
    found = _SEATS.fullmatch(rest.text)
    if found is None:
        raise UserError("reseat-how-many", number=activity.number)
    # Fewer than nobody is nobody, which the rules refuse.
    seats = None if found["free"] else number(found["count"]) or 0
    reason = rest.cut(*found.span("reason")) if found["reason"] else ""
    wanted = activities.Seats(seats, reason)
    changed = activities.reseat(ctx.store, ctx.sender, activity, wanted, ctx.now)
    promoted: Text | str = ""
    if changed.promoted:
        promoted = text("reseat-promoted", count=changed.promoted)
    elif changed.offered:
        promoted = text("reseat-offered", count=changed.offered)
    seats_now = cards.seats(changed.activity)
    return Reply(
        text("reseat-done", what=cards.name(activity), seats=seats_now, promoted=promoted),
        activity=activity.id,
    )


@_changes("close", "截止报名", "停止报名", "报名截止", "close")
def close(ctx: Context, words: Folded) -> Answer:
    correction = _of_draft(ctx, words)
    if correction is not None:
        return correction
    activity, _ = _to_change(ctx, words)
    if activity.state is ActivityState.CLOSED:
        return _said("close-already", activity)
    return _said("close-done", activities.close(ctx.store, ctx.sender, activity, ctx.now))


@_changes("reopen", "重开报名", "恢复报名", "reopen")
def reopen(ctx: Context, words: Folded) -> Answer:
    activity, _ = _to_change(ctx, words)
    if activity.state is ActivityState.OPEN:
        return _said("reopen-already", activity)
    return _said("reopen-done", activities.reopen(ctx.store, ctx.sender, activity, ctx.now))


@router.command("hush", "安静", "quiet", who=Who.STAFF)
def hush(ctx: Context, words: Folded) -> Answer:
    return _hush(ctx, words, is_quiet=True)


@router.command("unhush", "恢复", "unquiet", who=Who.STAFF)
def unhush(ctx: Context, words: Folded) -> Answer:
    return _hush(ctx, words, is_quiet=False)


@_changes("call-off", "取消活动", "活动取消", "call off", "cancel activity")
def call_off(ctx: Context, words: Folded) -> Answer:
    short = minimum.asked(ctx.store, ctx.sender.id, ctx.chat.id, ctx.now)
    if short is not None and not words.text and ctx.about is None:
        return minimum.answer(ctx.store, ctx.sender, short, Decision.CANCEL, ctx.now)
    target = _target(ctx, words)
    activity = activities.to_change(ctx.store, ctx.sender, target.activity.id, ctx.now)
    reason = target.rest.cut()
    if target.is_sure and not activity.taken and not activity.waiting:
        return _called_off(ctx, activity, reason)
    activities.check_reason(reason)
    asked = text(
        "call-off-confirm",
        line=cards.name(activity),
        when=cards.span(activity),
        taken=activity.taken,
        waiting=text("call-off-waiting", count=activity.waiting) if activity.waiting else "",
    )
    return _ask(ctx, "call-off", activity, asked, {"reason": reason})


_CHANGES = {"名额": reseat, "人数": reseat, "时间": move}


def confirm_move(ctx: Context, question: Question) -> Answer:
    kept = question.payload
    end = datetime.fromisoformat(kept["end"]) if kept["end"] else None
    activity = _unchanged(ctx, question)
    if isinstance(activity, Reply):
        return activity
    return _moved(ctx, activity, Span(datetime.fromisoformat(kept["start"]), end))


def confirm_call_off(ctx: Context, question: Question) -> Answer:
    activity = _unchanged(ctx, question)
    if isinstance(activity, Reply):
        return activity
    return _called_off(ctx, activity, question.payload["reason"])


router.answers(assent("move", "organising-kept", confirm_move))
router.answers(assent("call-off", "organising-kept", confirm_call_off))


def _ask(
    ctx: Context, kind: str, activity: Activity, what: Text | Lines, kept: dict[str, Any]
) -> Reply:
    """Ask for a 确认 that counts for the activity as it stands now."""
    payload = {"activity": activity.id, "revision": activity.revision, **kept}
    home = home_named(ctx.store, ctx.sender, ctx.chat, activity.community_id, ctx.now)
    what = Lines((home, what))
    return Reply(what, activity=activity.id, question=ask(ctx, kind, payload))


def _unchanged(ctx: Context, question: Question) -> Activity | Reply:
    """Return the activity to act on; when others changed it meanwhile, what is said instead."""
    found = ActivityId(question.payload["activity"])
    activity = activities.to_change(ctx.store, ctx.sender, found, ctx.now)
    if activity.revision != question.payload["revision"]:
        return Reply(Lines((text("organising-stale"), cards.line(activity, ctx.now))))
    return activity


def _of_draft(ctx: Context, words: Folded) -> Reply | None:
    """Take a change that names no activity for a correction, while a preview is open here."""
    named, rest = split_number(words)
    if (named is not None and rest.text) or (ctx.about and ctx.about.activity_id):
        return None
    asked = drafts.asked(ctx.sender.id, ctx.chat.id, ctx.now)
    return drafts.corrected(ctx.store, asked, fold(ctx.message.text), ctx.now)


def _target(ctx: Context, words: Folded) -> Target:
    """Find the activity: quoted, else by number, else the only one. Raises UserError for none."""
    named, rest = split_number(words)
    quoted = finding.quoted(ctx.store, ctx.about)
    if quoted is not None:
        return Target(quoted, rest if named == quoted.number else words)
    if named is not None:
        return Target(activities.numbered(ctx.store, ctx.home.id, named), rest)
    only = activities.only(ctx.store, ctx.home.id, ctx.now)
    if only is None:
        said = words.original[: words.offsets[0]].strip(" :：,，/")
        raise UserError("organising-which", word=said)
    return Target(only, words, is_sure=False)


def _to_change(ctx: Context, words: Folded) -> tuple[Activity, Folded]:
    target = _target(ctx, words)
    return activities.to_change(ctx.store, ctx.sender, target.activity.id, ctx.now), target.rest


def _hush(ctx: Context, words: Folded, *, is_quiet: bool) -> Answer:
    named, rest = split_number(words)
    if rest.text or (named is None and not (ctx.about and ctx.about.activity_id)):
        return Reply(text("hush-which")) if ctx.message.is_addressed else None
    activity, _ = _to_change(ctx, words)
    hushed = activities.hush(ctx.store, ctx.sender, activity, ctx.now, is_quiet=is_quiet)
    return _said("hush-done" if is_quiet else "unhush-done", hushed)


def _told_of(ctx: Context, activity: Activity, span: Span) -> int:
    """Return how many would have to be told of another day; another hour is told unasked."""
    zone = ctx.now.tzinfo
    if span.start.astimezone(zone).date() == activity.starts_at.astimezone(zone).date():
        return 0
    return activities.concerned(ctx.store, ctx.sender, activity)


def _moved(ctx: Context, activity: Activity, span: Span) -> Reply:
    return _changed("move-done", activities.move(ctx.store, ctx.sender, activity, span, ctx.now))


def _as_it_was(activity: Activity) -> Reply:
    when, place = cards.span(activity), activity.place
    said = text("change-none", what=cards.name(activity), when=when, place=place)
    return Reply(said, activity=activity.id)


def _called_off(ctx: Context, activity: Activity, reason: str) -> Reply:
    changed = activities.cancel(ctx.store, ctx.sender, activity, reason, ctx.now)
    return _changed("call-off-done", changed)


def _changed(key: str, changed: activities.Changed) -> Reply:
    activity = changed.activity
    told = posting.how_told(changed.told)
    when, place = cards.span(activity), activity.place
    said = text(key, what=cards.name(activity), when=when, place=place, told=told)
    return Reply(said, activity=activity.id)


def _said(key: str, activity: Activity) -> Reply:
    return Reply(text(key, what=cards.name(activity), number=activity.number), activity=activity.id)


def _here(ctx: Context, moment: datetime | None) -> datetime | None:
    return moment.astimezone(ctx.now.tzinfo) if moment is not None else None
