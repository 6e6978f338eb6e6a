"""确认, 放弃: taking the seat that is held for one, or leaving it to the next."""

from dataclasses import replace

from handlers.actions import claims, finding, parties, receipts
from handlers.actions.offers import CLAIM
from handlers.context import Context
from handlers.language.answers import NO, YES, bare
from handlers.language.normalise import Folded
from handlers.message import Reply
from handlers.router import Answer, Answerer, Router
from storage.types import Question, Signup

router = Router()

# An offer stands for hours. In a group 好的 and 不 are mostly said to somebody else meanwhile.
_CLAIM = frozenset(["确认", "我确认", "确定", "确认参加", "confirm"])
_DECLINE = frozenset(["放弃", "我放弃", "放弃名额", "decline"])


@router.press("claim")
def claim_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _claim(ctx, finding.pressed_signup(ctx.store, "".join(arguments[:1])))


@router.press("decline")
def decline_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _decline(ctx, finding.pressed_signup(ctx.store, "".join(arguments[:1])))


@router.press("claim_own")
def claim_own_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _claim(ctx, _own(ctx, arguments))


@router.press("decline_own")
def decline_own_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _decline(ctx, _own(ctx, arguments))


def _own(ctx: Context, arguments: tuple[str, ...]) -> Signup:
    """Return what whoever presses was offered by a message to several."""
    activity = finding.pressed(ctx.store, ctx.home.id, "".join(arguments[:1]))
    return claims.own(ctx.store, activity, ctx.sender, ctx.now)


@router.sentence
def answer_once_more(ctx: Context, words: Folded) -> Answer:
    """Tell who answers an offer that is answered or over already what became of it."""
    is_claim = _read(words, is_plain=True)
    signup = None if is_claim is None else claims.last(ctx.store, ctx.sender, ctx.now)
    if signup is None:
        return None
    return _claim(ctx, signup) if is_claim else _decline(ctx, signup)


def _claim(ctx: Context, signup: Signup) -> Reply:
    place = claims.claim(ctx.store, signup, ctx.sender, ctx.now)
    party = replace(parties.party_behind(ctx.store, place.signup), registrar=ctx.sender)
    return Reply(
        receipts.joined(place, party, ctx.reader), is_note=True, activity=place.activity.id
    )


def _decline(ctx: Context, signup: Signup) -> Reply:
    left = claims.decline(ctx.store, signup, ctx.sender, ctx.now)
    person = parties.known(ctx.store, signup.person_id)
    return Reply(receipts.left(left, person, ctx.reader), is_note=True, activity=left.activity.id)


def _read(words: Folded, *, is_plain: bool) -> bool | None:
    said = bare(words)
    if said in _CLAIM or (said in YES and not is_plain):
        return True
    return False if said in _DECLINE or (said in NO and not is_plain) else None


def _accepts(words: Folded, question: Question, ctx: Context) -> bool | None:
    is_quoted = ctx.about is not None and ctx.about.content.get("question") == question.id
    is_plain = not (ctx.is_private or is_quoted or ctx.message.is_addressed)
    return _read(words, is_plain=is_plain)


def _answer(ctx: Context, question: Question, is_claim: bool) -> Answer:  # noqa: FBT001 an answer read
    signup = finding.pressed_signup(ctx.store, str(question.payload["signup"]))
    return _claim(ctx, signup) if is_claim else _decline(ctx, signup)


router.answers(Answerer(CLAIM, _accepts, _answer))
