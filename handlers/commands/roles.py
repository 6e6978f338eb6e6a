"""任命, 免去: who holds which role."""

from collections.abc import Callable

from handlers.actions import people, roles
from handlers.actions.authority import Order
from handlers.actions.roles import Change, Whom
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.language.roles import read_role
from handlers.message import Lines, Reply, Text, text
from handlers.questions import ask, picked, settle
from handlers.router import Answer, Answerer, Router, Who
from storage.types import Person, Question

router = Router()


@router.command("appoint", "任命", "appoint", who=Who.SECRETARY)
def appoint(ctx: Context, words: Folded) -> Answer:
    change, whom = _read(ctx, words, roles.find)
    if len(whom.people) > 1:
        return _ask_whom(ctx, "appoint", change, whom)
    return _appoint(ctx, change, whom.people[0])


@router.command("dismiss", "免去", "罢免", "免职", "dismiss", who=Who.SECRETARY)
def dismiss(ctx: Context, words: Folded) -> Answer:
    change, whom = _read(ctx, words, roles.find_holder)
    if len(whom.people) > 1:
        return _ask_whom(ctx, "dismiss", change, whom)
    return _dismiss(ctx, change, whom.people[0])


def _read(ctx: Context, words: Folded, find: roles.Find) -> tuple[Change, Whom]:
    """Read the role, the person and the unit; refuse first who may not."""
    said = read_role(words)
    if said is None:
        raise UserError("roles-which")
    change, order, rest = Change(ctx.home, said.role), _order(ctx), said.rest.cut()
    roles.require_appoint(ctx.store, order, change)
    person = people.quoted(ctx.store, ctx.message)
    whom = (
        roles.quoted(ctx.store, change, person, rest)
        if person
        else find(ctx.store, order, change, rest)
    )
    return Change(change.community, change.role, whom.unit), whom


def _appoint(ctx: Context, change: Change, person: Person) -> Reply:
    settle(ctx, ("appoint",))
    is_new = roles.appoint(ctx.store, _order(ctx), change, person)
    key = "roles-given" if is_new else "roles-held-already"
    return Reply(_worded(key, change, person))


def _dismiss(ctx: Context, change: Change, person: Person) -> Reply:
    settle(ctx, ("dismiss",))
    roles.dismiss(ctx.store, _order(ctx), change, person)
    return Reply(_worded("roles-taken", change, person))


def _ask_whom(ctx: Context, kind: str, change: Change, whom: Whom) -> Reply:
    lines = [text("people-which", name=whom.people[0].name)]
    for number, person in enumerate(whom.people, 1):
        groups = people.groups(ctx.store, person, change.community)
        lines.append(text("people-choice", number=number, name=person.name, groups=groups))
    question = ask(ctx, kind, roles.remember(change, whom.people))
    return Reply(Lines(tuple(lines)), question=question)


def _answering(do: Callable[[Context, Change, Person], Reply]) -> Callable[..., Answer]:
    """Return how a picked number is acted upon."""

    def answer(ctx: Context, question: Question, number: int) -> Answer:
        ctx.store.questions.close(question.id)
        return do(ctx, *roles.recall(ctx.store, question.payload, number))

    return answer


def _accepts(words: Folded, question: Question, _: Context) -> int | None:
    return picked(words, len(question.payload["people"]))


def _order(ctx: Context) -> Order:
    return Order(ctx.sender, ctx.chat, ctx.now)


def _worded(key: str, change: Change, person: Person) -> Text:
    return text(key, name=person.name, role=roles.word(change.role), place=change.place)


router.answers(Answerer("appoint", _accepts, _answering(_appoint)))
router.answers(Answerer("dismiss", _accepts, _answering(_dismiss)))
