"""Which community a private message is about, when it could be several."""

from dataclasses import replace

from handlers.actions import people
from handlers.context import Context, local
from handlers.language.normalise import Folded, fold
from handlers.message import Lines, Reply, Text, text
from handlers.questions import ask, picked
from handlers.router import Answer, Answerer, Router
from storage.types import CommunityId, Question


def ask_home(ctx: Context, words: str) -> Reply | None:
    """Ask which community is meant; None where there is nothing to choose.

    What was said, `words`, is carried out once that is known.
    """
    communities = people.homes(ctx.store, ctx.sender, ctx.now) if ctx.is_private else []
    if len(communities) < 2:  # noqa: PLR2004 one is no choice
        return None
    lines: list[Text] = [text("home-which")]
    for number, each in enumerate(communities, 1):
        lines.append(text("numbered", number=number, what=each.name))
    payload = {"homes": [each.id for each in communities], "words": words}
    return Reply(Lines(tuple(lines)), question=ask(ctx, "home", payload))


def choosing(router: Router) -> Answerer:
    """Return how the choice between communities is answered: by a number of the list."""

    def accepts(words: Folded, question: Question, _: Context) -> int | None:
        return picked(words, len(question.payload["homes"]))

    def answer(ctx: Context, question: Question, number: int) -> Answer:
        ctx.store.questions.close(question.id)
        chosen = CommunityId(question.payload["homes"][number - 1])
        community = people.choose_home(ctx.store, ctx.sender, chosen)
        settled = replace(ctx, community=community, now=local(ctx.now, community))
        words = fold(question.payload["words"])
        return _carry_out(settled, router, words) or Reply(
            text("home-chosen", community=community.name)
        )

    return Answerer("home", accepts, answer)


def _carry_out(ctx: Context, router: Router, words: Folded) -> Answer:
    matched = router.match(words, runs_on=True)
    if matched is not None:
        return matched[0].handler(ctx, matched[1])
    answers = (sentence(ctx, words) for sentence in router.sentences if words.text)
    return next((answer for answer in answers if answer is not None), None)
