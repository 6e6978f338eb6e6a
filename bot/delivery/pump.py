"""Sends what waits: rows of a chat in sequence, and its stale cards; what fails is tried again.

Edits have time until nothing else is on its way, a moment at most: so fifty sign-ups are one edit.
"""

import asyncio
import logging
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.delivery import looks
from bot.delivery.budgets import Budget, Budgets
from bot.delivery.bundles import Bundle, can_merge, merged, single
from bot.delivery.deliveries import Deliveries
from bot.delivery.invitations import invite
from bot.delivery.looks import Work
from bot.delivery.wording import Wording, Words, keep
from bot.doorbell import Doorbell
from bot.platform import Failure, Platform, Platforms, Sent, Trouble, lane
from handlers.actions import membership
from storage.cards import Card
from storage.database import Database
from storage.errors import DatabaseAwayError
from storage.store import Store
from storage.types import Activity, Address, Chat, ChatId, ChatKind, OutboxId, OutboxKind, OutboxRow

log = logging.getLogger(__name__)

# After this a card is shown anew even while answers are on their way.
HURRY = timedelta(seconds=0.5)
# The pauses between tries double from one second. A platform that is down is waited for this long;
# a message that may have arrived is repeated so often at most.
PATIENCE = timedelta(hours=24)
PAGE = 50
TRIES = 8
LONGEST_PAUSE = timedelta(minutes=10)
# What can't be handled because of a bug is tried so often.
TRIES_AFTER_A_BUG = 3
AFTER_A_BUG = timedelta(seconds=10)

Blame = Callable[[ChatId, Store], OutboxId | None]


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
        # What each chat is at, by who would be to blame; what raised once, and what raised alone.
        self._at: dict[ChatId, Blame] = {}
        self._careful: set[tuple[ChatId, Blame]] = set()
        self._blamed: set[tuple[ChatId, Blame]] = set()
        # Chats with stale cards: those that have time, and those whose turn it is.
        self._stale: set[ChatId] = set()
        self._editing: set[ChatId] = set()
        self._stale_since = clock.now()
        # Chats whose stale cards wait until the platform takes something again.
        self._later: set[ChatId] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        doorbell.on_ring = self.ring
        doorbell.on_stale = self.ring_stale

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Send from now on, in tasks of this group."""
        self._tasks = tasks

    async def stop(self) -> None:
        """Finish what is being sent and begin nothing more."""
        self._tasks = None
        await self._idle.wait()

    def ring(self, chat_id: ChatId) -> None:
        """Send a chat what waits; at once again when it is being looked at."""
        if self._tasks is not None:
            self._again.add(chat_id)
            if chat_id in self._later:
                self._later.discard(chat_id)
                self._editing.add(chat_id)
            self._start(self._tasks, chat_id)

    def ring_stale(self, chat_id: ChatId) -> None:
        """Show a chat's cards anew as soon as there is time."""
        if self._tasks is None:
            return
        if not self._stale:
            self._stale_since = self._clock.now()
        self._stale.add(chat_id)
        self._idle.clear()
        self._edit_in_time()

    @property
    def is_idle(self) -> bool:
        return self._idle.is_set()

    async def idle(self) -> None:
        """Wait until every chat has been sent what can be sent now."""
        await self._idle.wait()

    def _start(self, tasks: asyncio.TaskGroup, chat_id: ChatId) -> None:
        if chat_id not in self._busy:
            self._busy.add(chat_id)
            self._idle.clear()
            tasks.create_task(self._run(chat_id))

    def _edit_in_time(self) -> None:
        """Let cards wait while answers are on their way, but not for long."""
        if self._busy and self._clock.now() - self._stale_since < HURRY:
            return
        chats, self._stale = self._stale, set()
        if self._tasks is not None:
            self._editing |= chats
            for chat_id in chats:
                self._start(self._tasks, chat_id)

    async def _run(self, chat_id: ChatId) -> None:
        try:
            await self._blame(chat_id)
            await self._work_off(chat_id)
        except DatabaseAwayError:
            self._doorbell.ring_at(chat_id, self._clock.now() + AFTER_A_BUG)
        except Exception:
            log.exception("delivery failed", extra={"chat_id": chat_id})
            # From now on one by one, so that the one to blame is the first.
            what = self._at.get(chat_id, _blame_row)
            marks = self._blamed if (chat_id, what) in self._careful else self._careful
            marks.add((chat_id, what))
            self._doorbell.ring_at(chat_id, self._clock.now() + AFTER_A_BUG)
        finally:
            self._again.discard(chat_id)
            self._editing.discard(chat_id)
            self._busy.discard(chat_id)
            self._edit_in_time()
            if not self._busy:
                self._idle.set()

    async def _blame(self, chat_id: ChatId) -> None:
        """Count a bug against what is first in line, so that it holds nobody up for ever."""
        for blamed in [each for each in self._blamed if each[0] == chat_id]:
            self._blamed.discard(blamed)
            given_up = await self._database.write(partial(blamed[1], chat_id))
            if given_up is not None:
                self.deliveries.settle(given_up, None)

    async def _work_off(self, chat_id: ChatId) -> None:
        while self._tasks is not None:
            if chat_id in self._again:
                self._again.discard(chat_id)
                step, blame = self._send_page, _blame_row
            elif chat_id in self._editing:
                self._editing.discard(chat_id)
                step, blame = self._edit_page, _blame_card
            else:
                return
            self._at[chat_id] = blame
            while await step(chat_id):
                pass
            self._careful.discard((chat_id, blame))

    async def _send_page(self, chat_id: ChatId) -> bool:
        """Send one page of rows; whether another look is worth it."""
        page = self._page(chat_id, _blame_row)
        work = await self._database.read(lambda store: looks.rows(store, chat_id, page))
        platform = self._reach(work.chat)
        if platform is None or not work.waiting:
            return False
        budget = _budget(platform, work.chat)
        now = self._clock.now()
        left = self._budgets.left(chat_id, budget, now)
        if left == 0:
            self._doorbell.ring_at(chat_id, self._budgets.free_at(chat_id, budget, now))
            return False
        bundles = self._bundle(work, platform, left)[:left]
        bundles = await invite(bundles, self._platforms)
        if not platform.capabilities.repeats_safely:
            handed = [(row.id, keep(each.message)) for each in bundles for row in each.rows]
            await self._database.write(lambda store: store.outbox.mark_sending(handed))
        sent = await platform.send(work.chat, [each.message for each in bundles])
        self._budgets.spend(chat_id, budget, len(sent.ids), now)
        await self._note(work.chat, bundles, sent)
        if any(row.is_card for each in bundles for row in each.rows):
            self._editing.add(chat_id)  # it may have changed on its way
        return left is not None or sent.failure is not None or len(work.waiting) == page

    def _page(self, chat_id: ChatId, blame: Blame) -> int:
        return 1 if (chat_id, blame) in self._careful else PAGE

    def _reach(self, chat: Chat) -> Platform | None:
        """Return the platform of a chat, unless nothing can be sent there now."""
        if chat.held_until is not None and chat.held_until > self._clock.now():
            self._doorbell.ring_at(chat.id, chat.held_until)
            return None
        return self._platforms.of(chat)

    def _bundle(self, work: Work, platform: Platform, left: int | None) -> list[Bundle]:
        words = self._wording.to(work.chat, work.community, platform.capabilities)
        if left is not None and left < len(work.waiting) and can_merge(work.chat.kind):
            return merged(work.waiting, words, platform.capabilities.text_limit)
        return single(work.waiting, words)

    async def _note(self, chat: Chat, bundles: Sequence[Bundle], sent: Sent) -> None:
        """Tell who waits for a message that it is sent, and write down what became of each."""
        now = self._clock.now()
        done = [
            (row.id, message_id, keep(bundle.message))
            for bundle, message_id in zip(bundles, sent.ids, strict=False)
            for row in bundle.rows
        ]
        failed = bundles[len(sent.ids)].rows if sent.failure is not None else ()
        untried = [row.id for each in bundles[len(sent.ids) + 1 :] for row in each.rows]
        given_up: list[OutboxId] = []

        def note(store: Store) -> None:
            store.outbox.mark_sent(done, now)
            store.outbox.put_back(untried)
            if sent.failure is not None:
                given_up[:] = _fail(store, chat, failed, sent.failure, now)
            elif chat.held_until is not None:
                store.chats.release(chat.id)

        for outbox_id, message_id, _ in done:
            self.deliveries.settle(outbox_id, message_id)
        # In the lane of its chat: who quotes the message from now on finds it noted.
        await self._write_surely(note, lane(chat))
        for outbox_id in given_up:
            self.deliveries.settle(outbox_id, None)
        if sent.failure is not None and sent.failure.trouble is Trouble.BUSY:
            self._budgets.shorten(chat.id)

    async def _write_surely(self, note: Callable[[Store], None], where: Hashable) -> None:
        """Write down what can't be known a second time; doing it twice is the same as once."""
        with suppress(DatabaseAwayError):
            await self._database.write(note, where)
            return
        await self._database.write(note, where)

    async def _edit_page(self, chat_id: ChatId) -> bool:
        """Show stale cards as they stand now; whether another look is worth it."""
        page = self._page(chat_id, _blame_card)
        work = await self._database.read(lambda store: looks.cards(store, chat_id, page))
        platform = self._reach(work.chat)
        if platform is None:
            self._later.add(chat_id)
            return False
        words = self._wording.to(work.chat, work.community, platform.capabilities)
        for card, activity in work.stale:
            now = self._clock.now()
            if (later := self._may_edit_at(work.chat, platform, now)) > now:
                self._later.add(chat_id)
                self._doorbell.ring_at(chat_id, later)
                return False
            failure = await self._edit(work.chat, card, activity, words, platform)
            note = partial(_note_edit, work.chat, card, failure, self._clock.now())
            await self._database.write(note)
            self._budgets.spend_edit(chat_id, _budget(platform, work.chat), now)
            if failure is not None:
                return True
        return len(work.stale) == page

    def _may_edit_at(self, chat: Chat, platform: Platform, now: datetime) -> datetime:
        pause = platform.capabilities.edit_pause
        return self._budgets.may_edit_at(chat.id, _budget(platform, chat), pause, now)

    async def _edit(
        self, chat: Chat, card: Card, activity: Activity, words: Words, platform: Platform
    ) -> Failure | None:
        if not platform.capabilities.edits:
            return None
        return await platform.edit(chat, card.message_id, words.card(card.message_id, activity))


def _fail(
    store: Store, chat: Chat, rows: Sequence[OutboxRow], failure: Failure, now: datetime
) -> list[OutboxId]:
    """Keep rows for another try, or give them up; return those given up."""
    if failure.trouble is Trouble.GONE:
        log.warning("chat can't be reached", extra={"chat_id": chat.id, "reason": failure.reason})
        store.outbox.put_back(row.id for row in rows)
        return membership.leave(store, chat, failure.reason)
    doubt = failure.trouble is Trouble.UNKNOWN
    tries = max(row.tries for row in rows) + (failure.trouble is not Trouble.BUSY)
    patience = timedelta(0) if doubt else PATIENCE
    is_late = tries >= TRIES and now - rows[0].created_at >= patience
    if failure.trouble is Trouble.REFUSED or is_late:
        if failure.trouble is Trouble.REFUSED and _go_elsewhere(store, chat, rows):
            return []
        for row in rows:
            log.error("message given up", extra={"outbox_id": row.id, "reason": failure.reason})
            store.outbox.mark_dead(row.id, failure.reason, is_doubtful=doubt)
        return [row.id for row in rows]
    for row in rows:
        store.outbox.mark_failed(row.id, tries, failure.reason, is_doubtful=doubt)
    if failure.moved_to is not None:
        membership.move(store, _address(chat), failure.moved_to, now)
        return []
    store.chats.hold(chat.id, now + _pause(tries, failure))
    return []


def _go_elsewhere(store: Store, chat: Chat, rows: Sequence[OutboxRow]) -> bool:
    """Tell somebody on another account of theirs what can't reach them on this one."""
    elsewhere = store.people.next_private_chat(chat.id)
    if elsewhere is None or any(row.kind is not OutboxKind.NOTICE for row in rows):
        return False
    for row in rows:
        store.outbox.reroute(row.id, elsewhere)
    return True


def _blame_row(chat_id: ChatId, store: Store) -> OutboxId | None:
    """Count a try of the first row, give it up after the last; return the row given up."""
    reason = "a bug in its delivery: the log has it"
    for row, _ in store.outbox.unsent(chat_id, 1):
        doubt = store.outbox.is_being_sent(row.id)
        if row.tries + 1 < TRIES_AFTER_A_BUG:
            store.outbox.mark_failed(row.id, row.tries + 1, reason, is_doubtful=doubt)
            return None
        store.outbox.mark_dead(row.id, reason, is_doubtful=doubt)
        return row.id
    return None


def _blame_card(chat_id: ChatId, store: Store) -> None:
    """Leave the first stale card as it is."""
    for card in store.cards.stale(chat_id, 1):
        store.cards.mark_shown(card)


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


def _budget(platform: Platform, chat: Chat) -> Budget:
    can = platform.capabilities
    if chat.kind is ChatKind.GROUP or can.counts_private:
        return Budget(can.per_minute, can.burst, can.per_hour)
    return Budget(None, can.burst)


def _pause(tries: int, failure: Failure) -> timedelta:
    doubled = timedelta(seconds=2 ** min(max(tries - 1, 0), 10))
    return failure.retry_after or min(doubled, LONGEST_PAUSE)
