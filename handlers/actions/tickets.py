"""Tickets: what a link to a private chat carries, sealed so that nobody can make one up."""

import base64
import hashlib
import hmac
import secrets

from handlers.errors import UserError
from handlers.message import OPEN, Button, text
from storage.store import Store
from storage.types import Activity, ActivityId, ActivityState

_SECRET = "ticket_secret"  # noqa: S105 the name of one
_SEAL = 12
_DIGITS = 15
_OVER = (ActivityState.CANCELLED, ActivityState.ENDED)


def door(store: Store, activity: ActivityId, label: str) -> Button:
    """Return a button that leads to an activity in private; `label` is a key of the catalogue."""
    return Button(text(label), f"{OPEN}:{issue(store, activity)}")


def issue(store: Store, activity: ActivityId) -> str:
    """Return the ticket of an activity: letters of links, 32 at most; always the same."""
    return f"{activity}-{_seal(store, activity)}"


def redeem(store: Store, ticket: str) -> Activity:
    """Return the activity of a ticket. Raises UserError for one that is not ours, or too old."""
    number, _, seal = ticket.partition("-")
    is_ours = number.isdecimal() and number.isascii() and len(number) <= _DIGITS
    if not is_ours or not hmac.compare_digest(seal.encode(), _seal(store, int(number)).encode()):
        raise UserError("ticket-unknown")
    activity = store.activities.find(ActivityId(int(number)))
    if activity is None:
        raise UserError("ticket-unknown")
    return open_to(activity)


def open_to(activity: Activity) -> Activity:
    """Return an activity that a link may lead to. Raises UserError for one that is over."""
    if activity.state in _OVER:
        raise UserError("ticket-over", title=activity.title)
    return activity


def _seal(store: Store, number: int) -> str:
    secret = store.settings.get(_SECRET)
    if secret is None:
        secret = secrets.token_hex(32)
        store.settings.put(_SECRET, secret)
    made = hmac.digest(secret.encode(), str(number).encode(), hashlib.sha256)[:_SEAL]
    return base64.urlsafe_b64encode(made).decode()
