"""备注: what the organiser should know of one's own sign-up, or what the card of an activity adds."""

from collections.abc import Sequence

from handlers.actions import activities, cards, drafts, finding, notes, options
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NOTHING
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import split_number
from handlers.message import Lines, Reply, Text, text
from handlers.questions import ask, choice, settle
from handlers.router import Answer, Router
from handlers.rules.pointing import Withdrawable
from storage.types import Activity, Question

router = Router()


@router.command("note", "备注", "我的备注", "note", runs_on=False)
def note(ctx: Context, words: Folded) -> Answer:
    """备注 我吃素, 备注 3 我吃素; while a preview is open here it is the activity's."""
    number, rest = split_number(words)
    quoted = finding.quoted(ctx.store, ctx.about)
    if number is None and quoted is None:
        asked = drafts.asked(ctx.sender.id, ctx.chat.id, ctx.now)
        correction = drafts.corrected(ctx.store, asked, fold(ctx.message.text), ctx.now)
        if correction is not None:
            return correction
    if number is not None:
        quoted = activities.numbered(ctx.store, ctx.home.id, number)
    if not rest.text:
        return _how(ctx) if ctx.is_private or ctx.message.is_addressed or quoted else None
    return _note(ctx, quoted, rest)


def _how(ctx: Context) -> Reply:
    """Say how, and in private what stands there."""
    mine = _notable(ctx, None) if ctx.is_private else []
    lines = [
        text("note-is", what=_what(each), note=each.signup.note)
        for each in mine
        if each.signup.note
    ]
    return Reply(Lines((*lines, text("note-how"))))


def _note(ctx: Context, meant: Activity | None, words: Folded) -> Answer:
    """Keep it with the sign-up of who is named, else with one's own, else with the one made."""
    mine = _notable(ctx, meant)
    named = [each for each in mine if not each.is_own and words.cut().startswith(each.name)]
    if named and len(words.cut()) > len(named[0].name):
        mine, words = named, words.part(len(named[0].name))
    mine = [each for each in mine if each.is_own] or mine
    if len(mine) > 1:
        return _ask_which(ctx, mine, words)
    if mine:
        return _noted(ctx, mine[0], words.cut())
    return _remark(ctx, meant, words)


def _notable(ctx: Context, meant: Activity | None) -> list[Withdrawable]:
    found = notes.notable(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    return [each for each in found if meant is None or each.activity.id == meant.id]


def _remark(ctx: Context, meant: Activity | None, words: Folded) -> Answer:
    """Take the words of an organiser who isn't on the list herself for the card's."""
    activity = meant or activities.only(ctx.store, ctx.home.id, ctx.now)
    runs = activity is not None and activities.runs(
        ctx.store, ctx.sender, ctx.home.id, activity.number, ctx.now
    )
    if activity is not None and runs:
        said = None if words.text in NOTHING else words.cut()
        return Reply(activities.remarked(ctx.store, ctx.sender, activity, said, ctx.now))
    if meant is not None or ctx.is_private or ctx.message.is_addressed:
        raise UserError("note-not-in")
    return None


def _ask_which(ctx: Context, mine: Sequence[Withdrawable], words: Folded) -> Reply:
    listed = options.of_signups(mine, ctx.now)
    asked = ask(ctx, "note-which", {**listed.payload, "note": words.cut()})
    return Reply(Lines((text("note-which", how=listed.how), *listed.lines)), question=asked)


def _chosen(ctx: Context, question: Question, signup_id: int) -> Answer:
    chosen = [each for each in _notable(ctx, None) if each.signup.id == signup_id]
    if not chosen:
        raise UserError("note-not-in")
    return _noted(ctx, chosen[0], question.payload["note"])


def _noted(ctx: Context, one: Withdrawable, words: str) -> Reply:
    """Say that it is kept, without repeating it where others read."""
    settle(ctx, ("note-which",))
    is_nothing = fold(words).text in NOTHING
    notes.write(ctx.store, one.signup, None if is_nothing else words)
    key = "note-cleared" if is_nothing else "note-kept"
    return Reply(text(key, what=_what(one)), is_note=True, activity=one.activity.id)


def _what(one: Withdrawable) -> Text:
    what = cards.name(one.activity)
    return what if one.is_own else text("note-for", name=one.name, what=what)


router.answers(choice("note-which", "note-not", _chosen))
