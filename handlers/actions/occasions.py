"""What falls due, and which action it is an occasion for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.actions.activities import closing_due, ending_due, opening_due
from handlers.actions.chains import report_due
from handlers.actions.claims import claim_due, offer_due
from handlers.actions.covers import cover_due
from handlers.actions.lists import list_due
from handlers.actions.minimum import short_due, short_end_due
from handlers.actions.pauses import leaving_due
from handlers.actions.posting import telling_due
from handlers.actions.reminders import remind_due
from handlers.actions.upcoming import upcoming_due
from storage.store import Store
from storage.types import Due, DueKind, DueState

Act = Callable[[Store, Due, datetime], None]

ACTIONS: Mapping[DueKind, Act] = {
    DueKind.UPCOMING: upcoming_due,
    DueKind.OPENING: opening_due,
    DueKind.CLOSING: closing_due,
    DueKind.ENDING: ending_due,
    DueKind.REMIND_DAY: remind_due,
    DueKind.REMIND_SOON: remind_due,
    DueKind.SHORT: short_due,
    DueKind.SHORT_END: short_end_due,
    DueKind.COVER: cover_due,
    DueKind.LIST: list_due,
    DueKind.OFFER: offer_due,
    DueKind.CLAIM: claim_due,
    DueKind.LEAVING: leaving_due,
    DueKind.REPORT: report_due,
    DueKind.TELLING: telling_due,
}


def act(store: Store, occasion: Due, now: datetime) -> None:
    """Act on an occasion once, and not early: whoever finds it finished already leaves it, and so
    does who finds that the clock went back meanwhile.
    """
    if occasion.due_at <= now and store.due.finish(occasion, DueState.DONE):
        ACTIONS[occasion.kind](store, occasion, now)
