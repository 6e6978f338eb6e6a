"""From a decoded message to its answer, inside one transaction.

Here the bugs of what is done in a transaction are caught: it is undone, and goes on beside the
event or the occasion that raised them.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from handlers.actions import membership, posting
from handlers.actions.people import home, recognise
from handlers.context import Context, local
from handlers.errors import HomeUnknownError, UserError
from handlers.homes import ask_home
from handlers.language.asking import read_facts
from handlers.language.normalise import Folded, fold
from handlers.language.signup import Act, Meaning, read_signup
from handlers.message import Incoming, Lines, LiveCard, Reply, encode, text
from handlers.questions import Found, answered, ask_which, is_bare, quoted
from handlers.router import Answer, Handler, Router
from storage.outbox import Outgoing
from storage.store import Store
from storage.types import Answered, ChatKind, Due, DueState, InboxId, OutboxKind

T = TypeVar("T")

log = logging.getLogger(__name__)

# Nobody says more than this to the bot; a longer text is read this far.
LONGEST = 2000
# What a due row keeps of a bug.
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Finds the meaning of each message and runs its handler."""

    router: Router

    def handle(
        self, store: Store, inbox_id: InboxId, incoming: Incoming, now: datetime
    ) -> Answered:
        """Handle one event: the answer, or the bug it raised, stands beside its inbox row."""
        if incoming.is_from_bot:
            return Answered(inbox_id, (), None)
        if incoming.happening is not None:
            told = Answered(inbox_id, membership.take(store, incoming, now), None)
            if told.outbox_ids:
                store.inbox.finish(told)
            return told
        if incoming.is_anonymous:
            return self._answer_nobody(store, inbox_id, incoming, now)
        ctx = self._context(store, incoming, now)
        answer: Answer
        try:
            answer, bug = _try(store, lambda: self._respond(ctx), "event set aside", inbox_id)
        except UserError as error:
            answer, bug = Reply(error.text, is_note=True), None
        if bug is not None:
            store.inbox.set_aside(inbox_id, bug)
            answer = Reply(text("went-wrong"), is_note=True) if _is_for_bot(ctx) else None
        answered_with = _enter(ctx, inbox_id, _ask_name(ctx, answer))
        store.inbox.finish(answered_with)
        return answered_with

    def _context(self, store: Store, incoming: Incoming, now: datetime) -> Context:
        chat, community, has_moved = membership.enter(store, incoming)
        sender = recognise(store, incoming, chat, now)
        if chat.kind is ChatKind.PRIVATE:
            community = home(store, sender, incoming.home, now)
        about = None
        if incoming.reply_to is not None and not has_moved:
            about = store.outbox.by_message(chat.id, incoming.reply_to)
        return Context(incoming, sender, chat, community, about, local(now, community), store)

    def _answer_nobody(
        self, store: Store, inbox_id: InboxId, incoming: Incoming, now: datetime
    ) -> Answered:
        """Ask who hides behind a group or a channel to speak as themselves, if it is for the bot."""
        chat, _, _ = membership.enter(store, incoming)
        words = fold(incoming.text[:LONGEST])
        matched = self.router.match(words, runs_on=incoming.is_addressed)
        is_meant = matched is not None and (chat.is_enabled or matched[0].before_setup)
        is_signup = chat.is_enabled and read_signup(words).act is Act.ACT
        if not (is_meant or is_signup or incoming.is_addressed):
            return Answered(inbox_id, (), None)
        reply = posting.to_nobody(store, chat.community_id, now)
        content = posting.content(reply, incoming.message_id)
        outgoing = Outgoing(chat.id, OutboxKind.ANSWER, content)
        answered = Answered(inbox_id, (store.outbox.add(outgoing, now),), None)
        store.inbox.finish(answered)
        return answered

    def _respond(self, ctx: Context) -> Answer:
        try:
            return self._act(ctx)
        except HomeUnknownError:
            question = ask_home(ctx, ctx.message.text)
            if question is None:
                raise
            return question

    def _act(self, ctx: Context) -> Answer:
        if ctx.message.press is not None:
            return self._press(ctx, ctx.message.press)
        words = fold(ctx.message.text[:LONGEST])
        if not ctx.is_private and not ctx.chat.is_enabled:
            return self._before_setup(ctx, words)
        if ctx.message.location is not None:
            return self._located(ctx, fold(ctx.message.location))
        if ctx.message.ticket is not None:
            return _first(self.router.tickets, ctx, fold(ctx.message.ticket))
        found = quoted(ctx, self.router, words)
        if found is not None:
            return _answer(ctx, found)
        return self._command(ctx, words, runs_on=False) or self._without_command(ctx, words)

    def _command(self, ctx: Context, words: Folded, *, runs_on: bool) -> Answer:
        matched = self.router.match(words, runs_on=runs_on)
        return matched[0].handler(ctx, matched[1]) if matched else None

    def _without_command(self, ctx: Context, words: Folded) -> Answer:
        """An open question takes 活动中心 for its answer, before 活动 takes it for a command."""
        found = answered(ctx, self.router, words)
        if len(found) > 1:
            return ask_which(ctx, words, found)
        if found:
            return _answer(ctx, found[0])
        if ctx.message.is_addressed:
            answer = self._command(ctx, words, runs_on=True)
            if answer is not None:
                return answer
        return _first(self.router.sentences, ctx, words) or _not_understood(ctx, words)

    def _located(self, ctx: Context, name: Folded) -> Answer:
        """A place on the map is for who asked where; in private it gets a word in any case."""
        answer = _first(self.router.places, ctx, name)
        if answer is None and ctx.is_private:
            return Reply(text("location-unused"))
        return answer

    def _press(self, ctx: Context, press: str) -> Answer:
        found = self.router.pressed(press)
        if found is None:
            raise UserError("button-unknown")
        handler, arguments = found
        return handler(ctx, arguments)

    def _before_setup(self, ctx: Context, words: Folded) -> Answer:
        matched = self.router.match(words, runs_on=ctx.message.is_addressed)
        if matched is not None and matched[0].before_setup:
            return matched[0].handler(ctx, matched[1])
        return Reply(text("group-not-enabled")) if ctx.message.is_addressed else None


def attend(store: Store, occasion: Due, work: Callable[[], None]) -> None:
    """Do what falls due; when that raises a bug it is undone and recorded as missed."""
    _, bug = _try(store, work, "occasion missed", occasion.id)
    if bug is not None:
        store.due.finish(occasion, DueState.MISSED, bug[:LONGEST_NOTE])


def _try(
    store: Store, work: Callable[[], T], complaint: str, row: int
) -> tuple[T | None, str | None]:
    """Do some work; return what came of it, or the bug that undid it. Raises UserError."""
    try:
        with store.attempt():
            return work(), None
    except UserError:
        raise
    except Exception as error:
        log.exception(complaint, extra={"row": row})
        return None, repr(error)


def _ask_name(ctx: Context, answer: Answer) -> Answer:
    """Ask for a name where the platform tells none and lists will show it."""
    is_asked = isinstance(answer, Reply) and answer.activity and answer.question is None
    if not is_asked or not ctx.message.is_nameless or not isinstance(answer, Reply):
        return answer
    if ctx.store.people.get(ctx.sender.id).has_own_name:
        return answer
    please = text("name-please", name=ctx.sender.name)
    return replace(answer, text=Lines((answer.text, please)), is_nod=False)


def _enter(ctx: Context, inbox_id: InboxId, reply: Answer) -> Answered:
    """Enter the answer into the outbox; a note answers a press without a message."""
    quote = None if ctx.is_private else ctx.message.message_id
    match reply:
        case None:
            return Answered(inbox_id, (), None)
        case LiveCard(activity):
            outbox_id = posting.post_card(ctx.store, ctx.chat.id, activity, ctx.now, quote)
            return Answered(inbox_id, (outbox_id,), None)
        case Reply(is_note=True) if ctx.message.press is not None:
            return Answered(inbox_id, (), encode(reply.text))
        case Reply(is_nod=True) if ctx.message.press is not None:
            reply = replace(reply, is_nod=False)
    outgoing = Outgoing(
        ctx.chat.id,
        OutboxKind.ANSWER,
        posting.content(reply, quote),
        reply.activity,
        ctx.sender.id,
    )
    return Answered(inbox_id, (ctx.store.outbox.add(outgoing, ctx.now),), None)


def _first(handlers: Iterable[Handler], ctx: Context, words: Folded) -> Answer:
    answers = (handler(ctx, words) for handler in handlers)
    return next((answer for answer in answers if answer is not None), None)


def _answer(ctx: Context, found: Found) -> Answer:
    return found.answerer.handler(ctx, found.question, found.answer)


def _not_understood(ctx: Context, words: Folded) -> Answer:
    """In a group what isn't for the bot stays unanswered; in private everything gets a word."""
    if not _is_for_bot(ctx):
        return None
    if is_bare(words):
        return Reply(text("nothing-asked"))
    if ctx.community is None and ctx.is_private and _is_of_an_activity(words):
        raise HomeUnknownError
    return Reply(text("not-understood"))


def _is_of_an_activity(words: Folded) -> bool:
    return read_signup(words).meaning is not Meaning.NONE or bool(read_facts(words))


def _is_for_bot(ctx: Context) -> bool:
    return ctx.is_private or ctx.message.is_addressed or ctx.message.press is not None
