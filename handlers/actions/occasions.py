"""What falls due, and which action it is an occasion for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.actions.activities import closing_due, ending_due, opening_due
from handlers.actions.chains import report_due
from handlers.actions.claims import claim_due, offer_due
from handlers.actions.pauses import leaving_due
from handlers.actions.upcoming import upcoming_due
from storage.store import Store
from storage.types import Due, DueKind, DueState

Act = Callable[[Store, Due, datetime], None]

ACTIONS: Mapping[DueKind, Act] = {
    DueKind.UPCOMING: upcoming_due,
    DueKind.OPENING: opening_due,
    DueKind.CLOSING: closing_due,
    DueKind.ENDING: ending_due,
    DueKind.OFFER: offer_due,
    DueKind.CLAIM: claim_due,
    DueKind.LEAVING: leaving_due,
    DueKind.REPORT: report_due,
}


def act(store: Store, occasion: Due, now: datetime) -> None:
    """Act on an occasion once: whoever finds it finished already leaves it."""
    if store.due.finish(occasion, DueState.DONE):
        ACTIONS[occasion.kind](store, occasion, now)
