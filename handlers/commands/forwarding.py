"""待转发: what the bot couldn't tell people, one step each."""

from handlers.actions import forwarding
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import YES, bare
from handlers.language.normalise import Folded
from handlers.message import Lines, Reply, decode_text, text
from handlers.questions import CHOICE, ask, picked
from handlers.router import Answer, Answerer, Router, Where, Who
from storage.types import Question

router = Router()

_KIND = "forward"
_DONE = YES | {"已转发", "转发了", "都转发了", "发好了", "都发了", "done"}


@router.command(
    "forward", "待转发", "to forward", where=Where.PRIVATE, who=Who.STAFF, runs_on=False
)
def show(ctx: Context, words: Folded) -> Answer:
    if words.text:
        return None
    if not ctx.is_private:
        raise UserError("forward-in-private")
    items = forwarding.pending(ctx.store, ctx.sender, ctx.home, ctx.now)
    if not items:
        return Reply(text("forward-none"))
    payload = {"items": [each.keep() for each in items]}
    asked = ask(ctx, _KIND, payload, 6 * CHOICE)
    lines = [
        text("numbered", number=number, what=each.about) for number, each in enumerate(items, 1)
    ]
    return Reply(Lines((text("forward-title"), *lines, text("forward-how"))), question=asked)


def _accepts(words: Folded, question: Question, _: Context) -> int | None:
    """Read which is wanted; 0 when all of it was passed on."""
    if bare(words) in _DONE:
        return 0
    return picked(words, len(question.payload["items"]))


def _answer(ctx: Context, question: Question, number: int) -> Answer:
    """Give the words of one, and nothing else, so that they can be copied as they are."""
    if number:
        kept = question.payload["items"][number - 1]
        return Reply(decode_text(kept["words"]), question=question.id)
    ctx.store.questions.close(question.id)
    forwarding.settle(ctx.store, ctx.home, ctx.now)
    return Reply(text("forward-done"))


router.answers(Answerer(_KIND, _accepts, _answer))
