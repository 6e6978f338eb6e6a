"""What becomes of a callback: kept, handled, and answered in the same words however often it comes."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.accounts import Parts
from bot.delivery.toasts import toast
from bot.platforms.official_account.answers import Slot
from bot.platforms.official_account.client import OfficialAccount
from bot.platforms.official_account.decode import PRESS, PRESSED, event, event_id, sender
from bot.platforms.official_account.encode import joined, shortened
from bot.platforms.official_account.reach import Ledger
from bot.platforms.wechat.xml import text_of
from handlers.language.answers import bare
from handlers.language.normalise import fold
from storage.store import Store
from storage.types import Address, Answered, OutboxId

log = logging.getLogger(__name__)

REMEMBERED = 10_000
# The platform asks three times, five seconds apart.
PATIENCE = 10.0
CLOSE_WITHIN = 2
# What is for the books of the account alone.
_POPUP = "subscribe_msg_popup_event"
_CHANGED = "subscribe_msg_change_event"
_HEARD = frozenset({"", "subscribe", "scan", "click", "unsubscribe"})
# What lets the person be sent something later, besides a message.
_TOUCHES = frozenset({"subscribe", "scan", "click"})

Fields = Mapping[str, Any]


@dataclass(slots=True)
class Case:
    """An event that is being handled, or was lately: its task gives the words that answer it.

    `is_kept`: it is committed, so it may be answered. `late`: what it was answered with, because
    the words came too late for the request.
    """

    openid: str
    slot: Slot | None
    task: asyncio.Task[str] | None = None
    is_kept: bool = False
    late: str | None = None


class Receiver:
    """Handles each event once; whoever brings it again waits for the same answer.

    `within`: so many seconds the platform waits for an answer.
    """

    def __init__(
        self, platform: OfficialAccount, parts: Parts, ledger: Ledger, within: float
    ) -> None:
        self.platform = platform
        self._parts = parts
        self._ledger = ledger
        self._within = within
        self._cases: OrderedDict[str, Case] = OrderedDict()

    async def take(self, fields: Fields) -> str | None:
        """Return the text that answers a callback, "" for none; None when nothing is ready and the
        platform had better ask again.

        Raises MalformedError, DatabaseBusyError, NotTakenError.
        """
        openid, key = sender(fields), event_id(fields)
        case = self._cases.get(key) or self._begin(fields, openid, key)
        if case.late is not None:
            return case.late
        if await _is_done(case, self._within):
            return self._outcome(key, case)
        if case.is_kept and self.platform.can_push:
            return self._leave_late(case)
        # Nobody hears of it but by an answer: the platform asks again, and waits beside us.
        if await _is_done(case, PATIENCE):
            return self._outcome(key, case)
        return None

    async def close(self) -> None:
        """Let the answers go that are on their way."""
        tasks = [case.task for case in self._cases.values()]
        running = {task for task in tasks if task is not None and not task.done()}
        if running:
            await asyncio.wait(running, timeout=CLOSE_WITHIN)
        for task in running:
            task.cancel()

    def _begin(self, fields: Fields, openid: str, key: str) -> Case:
        is_heard = event(fields) in _HEARD
        case = Case(openid, self.platform.slots.open(openid) if is_heard else None)
        work = self._handle(fields, key, case) if is_heard else self._book(fields, openid, key)
        case.task = asyncio.create_task(work)
        self._cases[key] = case
        if len(self._cases) > REMEMBERED:
            self._cases.popitem(last=False)
        return case

    def _outcome(self, key: str, case: Case) -> str:
        if case.task is None:
            return ""
        if case.task.cancelled() or case.task.exception() is not None:
            # It may go better when it comes again.
            self._cases.pop(key, None)
        return case.task.result()

    def _leave_late(self, case: Case) -> str:
        """Answer with what is there; what comes from now on is pushed."""
        said = case.slot.text if case.slot else ""
        self._close(case)
        case.late = shortened(joined(said, self.platform.phrases.late), self.platform.phrases.cut)
        return case.late

    def _close(self, case: Case) -> None:
        if case.slot is not None:
            self.platform.slots.close(case.openid, case.slot)

    async def _handle(self, fields: Fields, key: str, case: Case) -> str:
        try:
            answered = await self._parts.intake.receive(
                self.platform, key, fields, lambda store: self._complete(store, fields, case.openid)
            )
            case.is_kept = True
            said = await self._toast(case.openid, answered)
            before = await self._said_before(answered) if answered.is_repeat else None
            if before is None and case.slot is not None:
                await self._sent(case.slot, answered.outbox_ids)
                before = case.slot.text
            return shortened(joined(said, before or ""), self.platform.phrases.cut)
        finally:
            self._close(case)

    async def _book(self, fields: Fields, openid: str, key: str) -> str:
        await self._parts.database.write(lambda store: self._note(store, fields, openid, key))
        return ""

    async def _sent(self, slot: Slot, ids: Sequence[OutboxId]) -> None:
        """Wait until the answer travels with the request, or was sent, or given up."""
        travelling = asyncio.create_task(slot.has_all([str(each) for each in ids]))
        settled = asyncio.create_task(self._parts.deliveries.wait(ids, 3600))
        try:
            await asyncio.wait({travelling, settled}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            travelling.cancel()
            settled.cancel()

    async def _said_before(self, answered: Answered) -> str | None:
        """Return the words of an answer that was given before the bot was started again; None for
        one that is still on its way.
        """

        def words(store: Store) -> list[str | None]:
            rows = [store.outbox.sent_message(each) for each in answered.outbox_ids]
            return [row.worded["text"] if row and row.worded else None for row in rows]

        said = await self._parts.database.read(words)
        return None if None in said else joined(*(each or "" for each in said))

    async def _toast(self, openid: str, answered: Answered) -> str:
        parts = self._parts
        return await toast(parts.database, parts.wording, self._address(openid), answered) or ""

    def _complete(self, store: Store, fields: Fields, openid: str) -> Fields:
        """Note that the person may be answered, and read a word that stands for a button."""
        who = self._address(openid)
        if not event(fields):
            self._ledger.touched(store, who, by_writing=True)
        elif event(fields) in _TOUCHES:
            self._ledger.touched(store, who, by_writing=False)
        chat = store.chats.find(who)
        if chat is None:
            return fields
        if chat.held_until is not None:
            store.chats.release(chat.id)
        latest = store.outbox.latest(chat.id)
        if latest is None or text_of(fields, "MsgType").lower() not in ("text", "voice"):
            return fields
        said = text_of(fields, "Content") or text_of(fields, "Recognition")
        press = pressed(latest[1], said)
        return fields if press is None else {**fields, PRESS: press, PRESSED: latest[0]}

    def _note(self, store: Store, fields: Fields, openid: str, key: str) -> None:
        """Keep an event that is nothing to the bot itself, once, and what it says of notices."""
        platform = self.platform
        now = self._parts.clock.now()
        if store.inbox.add(platform.name, platform.account, key, dict(fields), now) is None:
            return
        name = event(fields)
        if name not in (_POPUP, _CHANGED):
            log.info("event without an answer", extra={"event": name})
            return
        for item in _items(fields):
            agreed = text_of(item, "SubscribeStatusString") == "accept"
            if agreed and name == _CHANGED:
                continue
            template = text_of(item, "TemplateId")
            self._ledger.answered_popup(store, self._address(openid), template, agreed=agreed)

    def _address(self, openid: str) -> Address:
        return Address(self.platform.name, self.platform.account, openid)


async def _is_done(case: Case, seconds: float) -> bool:
    if case.task is None:
        return False
    done, _ = await asyncio.wait({case.task}, timeout=seconds)
    return bool(done)


def pressed(worded: Mapping[str, Any], said: str) -> str | None:
    """Return the button that is meant by its number or its label, of those the message offered.

    Where the message asked something, a number is an answer to that.
    """
    words = bare(fold(said))
    buttons = [(fold(label).text, press) for label, press in worded.get("buttons", ())]
    for number, (label, press) in enumerate(buttons, 1):
        if words == label or (words == str(number) and not worded.get("asks")):
            return str(press)
    return None


def _items(fields: Fields) -> list[Mapping[str, Any]]:
    """Return what the person said of each template; one alone stands without a list around it."""
    for holder in fields.values():
        if isinstance(holder, Mapping) and "List" in holder:
            found = holder["List"]
            return [each for each in (found if isinstance(found, list) else [found]) if each]
    return []
