"""Sends what waits: rows of a chat in sequence, then its stale cards; what fails is tried again."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.delivery.budgets import Budgets
from bot.delivery.bundles import Bundle, Waiting, can_merge, merged, single
from bot.delivery.deliveries import Deliveries
from bot.delivery.wording import Wording, Words, keep
from bot.doorbell import Doorbell
from bot.platform import Failure, Platform, Platforms, Sent, Trouble
from handlers.actions import membership
from storage.database import Database
from storage.store import Store
from storage.types import (
    Activity,
    Address,
    Card,
    Chat,
    ChatId,
    ChatKind,
    Community,
    OutboxId,
    OutboxRow,
)

log = logging.getLogger(__name__)

PAGE = 50
# The pauses between tries double from one second. A platform that is down is waited for this long;
# a message that may have arrived is repeated so often at most.
PATIENCE = timedelta(hours=24)
TRIES = 8
LONGEST_PAUSE = timedelta(minutes=10)
# What can't be handled because of a bug is tried so often.
TRIES_AFTER_A_BUG = 3
AFTER_A_BUG = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Work:
    """What a chat has to be sent, as read at one moment."""

    chat: Chat
    community: Community | None
    waiting: Sequence[Waiting]
    stale: Sequence[tuple[Card, Activity]]


class Pump:
    """At most one task a chat; chats go side by side."""

    def __init__(
        self,
        database: Database,
        platforms: Platforms,
        wording: Wording,
        doorbell: Doorbell,
        clock: Clock,
    ) -> None:
        self.deliveries = Deliveries()
        self._database = database
        self._platforms = platforms
        self._wording = wording
        self._doorbell = doorbell
        self._clock = clock
        self._budgets = Budgets()
        self._tasks: asyncio.TaskGroup | None = None
        self._busy: set[ChatId] = set()
        self._again: set[ChatId] = set()
        self._careful: set[ChatId] = set()
        self._blamed: set[ChatId] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        doorbell.on_ring = self.ring

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Send from now on, in tasks of this group."""
        self._tasks = tasks

    async def stop(self) -> None:
        """Finish what is being sent and begin nothing more."""
        self._tasks = None
        await self._idle.wait()

    def ring(self, chat_id: ChatId) -> None:
        """Look at a chat; at once again when it is being looked at."""
        if chat_id in self._busy:
            self._again.add(chat_id)
        elif self._tasks is not None:
            self._busy.add(chat_id)
            self._idle.clear()
            self._tasks.create_task(self._run(chat_id))

    async def idle(self) -> None:
        """Wait until every chat has been sent what can be sent now."""
        await self._idle.wait()

    async def _run(self, chat_id: ChatId) -> None:
        try:
            await self._blame(chat_id)
            self._again.add(chat_id)
            while chat_id in self._again and self._tasks is not None:
                self._again.discard(chat_id)
                while await self._step(chat_id):
                    pass
            self._careful.discard(chat_id)
        except Exception:
            log.exception("delivery failed", extra={"chat_id": chat_id})
            # From now on row by row, so that the one to blame is the first.
            (self._blamed if chat_id in self._careful else self._careful).add(chat_id)
            self._doorbell.ring_at(chat_id, self._clock.now() + AFTER_A_BUG)
        finally:
            self._again.discard(chat_id)
            self._busy.discard(chat_id)
            if not self._busy:
                self._idle.set()

    async def _blame(self, chat_id: ChatId) -> None:
        """Count a bug against what is first in line, so that it holds nobody up for ever."""
        if chat_id in self._blamed:
            self._blamed.discard(chat_id)
            given_up = await self._database.write(lambda store: _blame_first(store, chat_id))
            if given_up is not None:
                self.deliveries.settle(given_up, None)

    async def _step(self, chat_id: ChatId) -> bool:
        """Send one page; whether another look is worth it."""
        page = 1 if chat_id in self._careful else PAGE
        work = await self._database.read(lambda store: _look(store, chat_id, page))
        platform = self._platforms.of(work.chat)
        if platform is None:
            return False
        held_until = work.chat.held_until
        if held_until is not None and held_until > self._clock.now():
            self._doorbell.ring_at(chat_id, held_until)
            return False
        if work.waiting:
            return await self._send(work, platform)
        if work.stale:
            return await self._refresh(work, platform)
        return False

    async def _send(self, work: Work, platform: Platform) -> bool:
        per_minute = _per_minute(platform, work.chat)
        now = self._clock.now()
        left = self._budgets.left(work.chat.id, per_minute, now)
        if left == 0:
            self._doorbell.ring_at(work.chat.id, self._budgets.free_at(work.chat.id, now))
            return False
        bundles = self._bundle(work, platform, left)[:left]
        if not platform.capabilities.repeats_safely:
            handed = [(row.id, keep(each.message)) for each in bundles for row in each.rows]
            await self._database.write(lambda store: store.outbox.mark_sending(handed))
        sent = await platform.send(work.chat, [each.message for each in bundles])
        self._budgets.spend(work.chat.id, per_minute, len(sent.ids), now)
        return await self._note(work.chat, bundles, sent)

    def _bundle(self, work: Work, platform: Platform, left: int | None) -> list[Bundle]:
        words = self._wording.of(work.community)
        if left is not None and left < len(work.waiting) and can_merge(work.chat.kind):
            return merged(work.waiting, words, platform.capabilities.text_limit)
        return single(work.waiting, words)

    async def _note(self, chat: Chat, bundles: Sequence[Bundle], sent: Sent) -> bool:
        """Write down what became of each message, then tell who waits for it."""
        now = self._clock.now()
        done = [
            (row.id, message_id, keep(bundle.message))
            for bundle, message_id in zip(bundles, sent.ids, strict=False)
            for row in bundle.rows
        ]
        failed = bundles[len(sent.ids)].rows if sent.failure is not None else ()
        given_up: list[OutboxId] = []

        def note(store: Store) -> None:
            store.outbox.mark_sent(done, now)
            if sent.failure is not None:
                given_up[:] = _fail(store, chat, failed, sent.failure, now)
            elif chat.held_until is not None:
                store.chats.release(chat.id)

        await self._database.write(note)
        for outbox_id, message_id, _ in done:
            self.deliveries.settle(outbox_id, message_id)
        for outbox_id in given_up:
            self.deliveries.settle(outbox_id, None)
        if sent.failure is not None and sent.failure.trouble is Trouble.BUSY:
            self._budgets.shorten(chat.id)
        return True

    async def _refresh(self, work: Work, platform: Platform) -> bool:
        """Show each stale card as it stands now; any number of changes is one edit."""
        words = self._wording.of(work.community)
        for card, activity in work.stale:
            now = self._clock.now()
            if (later := self._may_edit_at(work.chat, platform, now)) > now:
                self._doorbell.ring_at(work.chat.id, later)
                return False
            failure = await self._edit(work.chat, card, activity, words, platform)
            note = partial(_note_edit, work.chat, card, failure, self._clock.now())
            await self._database.write(note)
            self._budgets.spend_edit(work.chat.id, _per_minute(platform, work.chat), now)
        return True

    def _may_edit_at(self, chat: Chat, platform: Platform, now: datetime) -> datetime:
        pause = platform.capabilities.edit_pause
        return self._budgets.may_edit_at(chat.id, _per_minute(platform, chat), pause, now)

    async def _edit(
        self, chat: Chat, card: Card, activity: Activity, words: Words, platform: Platform
    ) -> Failure | None:
        if not platform.capabilities.edits:
            return None
        return await platform.edit(chat, card.message_id, words.card(card.message_id, activity))


def _look(store: Store, chat_id: ChatId, page: int) -> Work:
    chat = store.chats.get(chat_id)
    waiting = [
        Waiting(
            row,
            store.activities.get(row.activity_id) if row.is_card and row.activity_id else None,
            store.people.get(row.person_id).name if row.person_id else "",
        )
        for row in store.outbox.unsent(chat_id, page)
    ]
    stale = [] if waiting else store.cards.stale(chat_id, page)
    cards = [(card, store.activities.get(card.activity_id)) for card in stale]
    return Work(chat, store.communities.of_chat(chat_id), waiting, cards)


def _fail(
    store: Store, chat: Chat, rows: Sequence[OutboxRow], failure: Failure, now: datetime
) -> list[OutboxId]:
    """Keep rows for another try, or give them up; return those given up."""
    if failure.trouble is Trouble.GONE:
        log.warning("chat can't be reached", extra={"chat_id": chat.id, "reason": failure.reason})
        return membership.leave(store, chat, failure.reason)
    tries = max(row.tries for row in rows) + (failure.trouble is not Trouble.BUSY)
    patience = timedelta(0) if failure.trouble is Trouble.UNKNOWN else PATIENCE
    is_late = tries >= TRIES and now - rows[0].created_at >= patience
    if failure.trouble is Trouble.REFUSED or is_late:
        for row in rows:
            log.error("message given up", extra={"outbox_id": row.id, "reason": failure.reason})
            store.outbox.mark_dead(row.id, failure.reason)
        return [row.id for row in rows]
    for row in rows:
        store.outbox.mark_failed(row.id, tries, failure.reason)
    if failure.moved_to is not None:
        membership.move(store, _address(chat), failure.moved_to, now)
        return []
    store.chats.hold(chat.id, now + _pause(tries, failure))
    return []


def _blame_first(store: Store, chat_id: ChatId) -> OutboxId | None:
    """Count a try of the first row, give it up after the last; else leave the first card stale
    no more. Return the row given up.
    """
    reason = "a bug in its delivery: the log has it"
    for row in store.outbox.unsent(chat_id, 1):
        if row.tries + 1 < TRIES_AFTER_A_BUG:
            store.outbox.mark_failed(row.id, row.tries + 1, reason)
            return None
        store.outbox.mark_dead(row.id, reason)
        return row.id
    for card in store.cards.stale(chat_id, 1):
        store.cards.mark_shown(card)
    return None


def _note_edit(
    chat: Chat, card: Card, failure: Failure | None, now: datetime, store: Store
) -> None:
    """A card that can't be edited at all is left as it is; the others wait for another try."""
    if failure is None or failure.trouble in (Trouble.REFUSED, Trouble.GONE):
        store.cards.mark_shown(card)
    elif failure.moved_to is not None:
        membership.move(store, _address(chat), failure.moved_to, now)
    else:
        store.chats.hold(card.chat_id, now + _pause(1, failure))


def _address(chat: Chat) -> Address:
    return Address(chat.platform, chat.account, chat.external_id)


def _per_minute(platform: Platform, chat: Chat) -> int | None:
    return platform.capabilities.per_minute if chat.kind is ChatKind.GROUP else None


def _pause(tries: int, failure: Failure) -> timedelta:
    return failure.retry_after or min(timedelta(seconds=2 ** max(tries - 1, 0)), LONGEST_PAUSE)
