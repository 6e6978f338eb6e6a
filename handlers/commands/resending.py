"""重发: sending again what was given up, after a look at it."""

from handlers.actions import resending
from handlers.context import Context
from handlers.errors import UserError
from handlers.language import numerals
from handlers.language.answers import bare, yes_or_no
from handlers.language.normalise import Folded
from handlers.message import Lines, Reply, text
from handlers.questions import ask
from handlers.router import Answer, Answerer, Router, Where, Who
from storage.types import OutboxId, Question

router = Router()

_KIND = "resend"


@router.command("resend", "重发", "resend", where=Where.PRIVATE, who=Who.SECRETARY, runs_on=False)
def show(ctx: Context, words: Folded) -> Answer:
    if words.text:
        return None
    if not ctx.is_private:
        raise UserError("resend-in-private")
    found = resending.failed(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    rest = Lines(
        (
            text("resend-doubtful", count=found.doubtful) if found.doubtful else Lines(()),
            text("resend-gone", count=found.gone) if found.gone else Lines(()),
        )
    )
    if not found.rows:
        return Reply(Lines((text("resend-none"), rest)))
    asked = ask(ctx, _KIND, {"rows": [each.id for each in found.rows]})
    listed = Lines((text("resend-title"), *resending.lines(found)))
    return Reply(Lines((listed, rest, text("resend-ask"))), question=asked)


def _accepts(words: Folded, question: Question, _: Context) -> list[int] | None:
    """Read which rows are meant: all, one by its number, or none."""
    rows: list[int] = question.payload["rows"]
    is_yes = yes_or_no(words)
    if is_yes is not None:
        return rows if is_yes else []
    number = numerals.number(bare(words).removeprefix("第").rstrip("条个"))
    return [rows[number - 1]] if number is not None and 1 <= number <= len(rows) else None


def _answer(ctx: Context, question: Question, rows: list[int]) -> Answer:
    ctx.store.questions.close(question.id)
    if not rows:
        return Reply(text("resend-kept"))
    wanted = map(OutboxId, rows)
    count = resending.resend(ctx.store, ctx.sender, ctx.home.id, wanted, ctx.now)
    return Reply(text("resend-done", count=count) if count else text("resend-settled"))


router.answers(Answerer(_KIND, _accepts, _answer))
