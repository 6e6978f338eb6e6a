"""找人替班 3: who can't come looks for somebody who comes instead."""

from handlers.actions import covers, finding, signups
from handlers.actions.covers import KIND
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import gladly_or_not
from handlers.language.normalise import Folded
from handlers.language.numbered import split_number
from handlers.message import Reply, text
from handlers.router import Answer, Answerer, Router
from handlers.rules.pointing import Pointer
from storage.types import Activity, CoverId, Question, SignupState

router = Router()


@router.command("cover", "找人替班", "找人替", "找替班", "找人顶班", "find cover", runs_on=False)
def seek(ctx: Context, words: Folded) -> Answer:
    activity = _meant(ctx, words)
    if activity is None:
        return None
    sought = covers.seek(ctx.store, ctx.sender, activity, ctx.now)
    if sought.held_until is not None:
        said = text("cover-held", when=sought.held_until)
    else:
        said = text("cover-asking", count=sought.asked, number=activity.number)
    return Reply(said, activity=activity.id)


@router.command("uncover", "取消替班", "不用替班", "不找人替班", "stop looking", runs_on=False)
def withdraw(ctx: Context, words: Folded) -> Answer:
    activity = _meant(ctx, words)
    if activity is None:
        return None
    covers.withdraw(ctx.store, ctx.sender, activity, ctx.now)
    return Reply(text("cover-withdrawn", title=activity.title), activity=activity.id)


@router.press(KIND)
def press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    match arguments:
        case (cover, "yes" | "no" as said) if cover.isdecimal() and len(cover) <= finding.DIGITS:
            return _say(ctx, CoverId(int(cover)), is_willing=said == "yes")
        case _:
            raise UserError("button-unknown")


def _accepts(words: Folded, _question: Question, _ctx: Context) -> bool | None:
    return gladly_or_not(words)


def _answer(ctx: Context, question: Question, is_willing: bool) -> Answer:  # noqa: FBT001 an answer read
    return _say(ctx, CoverId(question.payload["cover"]), is_willing=is_willing)


router.answers(Answerer(KIND, _accepts, _answer))


def _say(ctx: Context, cover: CoverId, *, is_willing: bool) -> Reply:
    if not is_willing:
        covers.decline(ctx.store, ctx.sender, cover, ctx.now)
        return Reply(text("cover-declined"))
    activity = covers.accept(ctx.store, ctx.sender, cover, ctx.now)
    said = covers.thanks(activity, covers.asker(ctx.store, cover))
    return Reply(said, activity=activity.id)


def _meant(ctx: Context, words: Folded) -> Activity | None:
    """Find the activity: by number, quoted, or the only one the speaker has a seat in.

    What goes on after the word is talk; None unless the bot was spoken to.
    """
    number, rest = split_number(words)
    if rest.text and not ctx.message.is_addressed:
        return None
    named = finding.pointed(
        ctx.store, ctx.home.id, Pointer(finding.quoted(ctx.store, ctx.about), number)
    )
    if named is not None:
        return named
    if number is not None:
        raise UserError("activity-none", number=number)
    mine = signups.withdrawable(ctx.store, ctx.sender, ctx.home.id, ctx.now).standing
    seated = [each for each in mine if each.is_own and each.signup.state is SignupState.CONFIRMED]
    if len(seated) != 1:
        raise UserError("cover-which")
    return seated[0].activity
