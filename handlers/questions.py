"""Which open question a bare word answers."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.language import numerals
from handlers.language.answers import BARE, NO, bare, yes_or_no
from handlers.language.normalise import Folded, fold
from handlers.language.picking import SEVERAL, read_pick
from handlers.message import Lines, Reply, Text, text
from handlers.router import Answer, Answerer, Router
from storage.questions import Asked
from storage.types import Question, QuestionId

DIGITS = 6
# How long a numbered choice stays open.
CHOICE = timedelta(minutes=10)
_NONE = "none"
_OF_PERSON = frozenset({"name", "home"})
# Each chat is read, and chosen in, for itself.
_OF_CHAT = frozenset({"roster-page", "records-page", "which-question"})


@dataclass(frozen=True, slots=True)
class Found:
    """A question and what its answerer read from the words."""

    question: Question
    answerer: Answerer
    answer: Any


def is_bare(words: Folded) -> bool:
    """Whether the words could be nothing but an answer: a word of assent, or a number."""
    said = bare(words)
    return said in BARE or _is_number(said)


def picked(words: Folded, count: int) -> int | None:
    """Read which of `count` numbered choices was picked: 2, 第2个, 二; None when none was."""
    said = words.text.strip(" .!,，！").removeprefix("第").rstrip("个号位")
    number = numerals.number(said)
    return number if number is not None and 1 <= number <= count else None


def quoted(ctx: Context, router: Router, words: Folded) -> Found | None:
    """Return the question whose message is quoted, if the words answer it."""
    number = ctx.about.content.get("question") if ctx.about else None
    question = ctx.store.questions.get(QuestionId(number), ctx.now) if number else None
    if question is None or question.person_id != ctx.sender.id:
        return None
    return next(iter(_read(ctx, router, words, [question])), None)


def answered(ctx: Context, router: Router, words: Folded) -> list[Found]:
    """Return what the words may answer: the newest question of this chat that takes them, else
    those of other chats that do, where bare words alone count.
    """
    asked = ctx.store.questions.open_for(ctx.sender.id, ctx.now)
    here = _read(ctx, router, words, [each for each in asked if each.chat_id == ctx.chat.id])
    if here or not is_bare(words):
        return here[:1]
    return _read(ctx, router, words, [each for each in asked if each.chat_id != ctx.chat.id])


def ask_which(ctx: Context, words: Folded, found: list[Found]) -> Reply:
    """List the questions, numbered, that the words may answer."""
    payload = {"words": words.cut(), "questions": [each.question.id for each in found]}
    question = ask(ctx, "which-question", payload)
    lines: list[Text] = [text("which-question")]
    for number, each in enumerate(found, 1):
        lines.append(text("numbered", number=number, what=_named(each.question)))
    return Reply(Lines(tuple(lines)), question=question)


def ask(
    ctx: Context,
    kind: str,
    payload: Mapping[str, Any],
    lasting: timedelta = CHOICE,
    subject_id: int | None = None,
) -> QuestionId:
    """Open a question to the sender in this chat; a newer one about the same matter replaces it."""
    subject = _matter(ctx, kind) if subject_id is None else subject_id
    asked = Asked(ctx.sender.id, ctx.chat.id, kind, payload, ctx.now + lasting, subject)
    return ctx.store.questions.ask(asked)


def settle(ctx: Context, kinds: Iterable[str]) -> None:
    """Close what the sender was asked, in whatever chat, and has settled by saying it outright."""
    for kind in kinds:
        ctx.store.questions.close_about(ctx.sender.id, kind, _matter(ctx, kind))


def _matter(ctx: Context, kind: str) -> int:
    """Return what a question of a kind is about: the person, the chat, else the community."""
    if kind in _OF_PERSON:
        return 0
    return ctx.chat.id if kind in _OF_CHAT or ctx.community is None else ctx.community.id


def choice(
    kind: str,
    declined: str,
    chosen: Callable[[Context, Question, Any], Answer],
    none: Collection[str] = (),
) -> Answerer:
    """Return how a numbered choice is answered: `payload["choices"]` has what each number means,
    `payload["labels"]` what else they are called, `declined` is the key of what is said to who
    wants none, and says so by a word for No or by one of `none`.
    """

    def accepts(words: Folded, question: Question, _: Context) -> str | None:
        said = bare(words)
        if said in NO or said in none:
            return _NONE
        labels = {
            key: [fold(each).text for each in called]
            for key, called in question.payload.get("labels", {}).items()
        }
        return read_pick(said, list(question.payload["choices"]), labels)

    def answer(ctx: Context, question: Question, said: str) -> Answer:
        choices = question.payload["choices"]
        if said == SEVERAL:
            return Reply(text("choice-one", numbers="、".join(choices)))
        if said != _NONE and said not in choices:
            return Reply(text("choice-unknown", number=said, numbers="、".join(choices)))
        ctx.store.questions.close(question.id)
        if said == _NONE:
            return Reply(text(declined), is_nod=True)
        return chosen(ctx, question, choices[said])

    return Answerer(kind, accepts, answer)


def assent(kind: str, declined: str, agreed: Callable[[Context, Question], Answer]) -> Answerer:
    """Return how a question for yes or no is answered; `declined` is the key of what No gets."""

    def accepts(words: Folded, _: Question, __: Context) -> bool | None:
        return yes_or_no(words)

    def answer(ctx: Context, question: Question, is_yes: bool) -> Answer:  # noqa: FBT001 an answer read
        ctx.store.questions.close(question.id)
        return agreed(ctx, question) if is_yes else Reply(text(declined), is_nod=True)

    return Answerer(kind, accepts, answer)


def choosing(router: Router) -> Answerer:
    """Return how the choice between several questions is answered: by a number of the list."""

    def accepts(words: Folded, question: Question, _: Context) -> int | None:
        return picked(words, len(question.payload["questions"]))

    def answer(ctx: Context, question: Question, number: int) -> Answer:
        ctx.store.questions.close(question.id)
        chosen = QuestionId(question.payload["questions"][number - 1])
        meant = ctx.store.questions.get(chosen, ctx.now)
        found = _read(ctx, router, fold(question.payload["words"]), [meant] if meant else [])
        if not found:
            return Reply(text("nothing-asked"))
        return found[0].answerer.handler(ctx, found[0].question, found[0].answer)

    return Answerer("which-question", accepts, answer)


def _named(question: Question) -> Text:
    """Return what a question is called among several, with the `title` of what it is about."""
    name = text(f"question-{question.kind}")
    title = question.payload.get("title")
    return name if title is None else text("question-about", what=name, title=title)


def _is_number(said: str) -> bool:
    return 0 < len(said) <= DIGITS and said.isdecimal()


def _read(ctx: Context, router: Router, words: Folded, questions: list[Question]) -> list[Found]:
    found = []
    for question in questions:
        answerer = router.answerers.get(question.kind)
        answer = answerer.accepts(words, question, ctx) if answerer else None
        if answerer is not None and answer is not None:
            found.append(Found(question, answerer, answer))
    return found
