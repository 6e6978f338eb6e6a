"""How long a freed seat is held for the first in line before the next one gets it."""

from datetime import datetime, timedelta

from storage.types import Signup, SignupState

# Up to so long before the start nobody is asked any more: who is first has the seat.
STRAIGHT = timedelta(hours=2)
NEAR = timedelta(hours=24)
SHORT = timedelta(hours=2)
LONG = timedelta(hours=12)


def claim_until(starts_at: datetime, now: datetime) -> datetime | None:
    """Return until when a seat offered now can be claimed, always before the start; None when it
    is too near to ask: then the seat is given at once.
    """
    ahead = starts_at - now
    if ahead <= STRAIGHT:
        return None
    return now + (SHORT if ahead <= NEAR else LONG)


def offer_at(starts_at: datetime, quiet_until: datetime) -> datetime:
    """Return when an offer is made that the quiet hours hold back: when they are over, or when it
    is so late that the seat is given without asking.
    """
    return min(quiet_until, starts_at - STRAIGHT)


def is_lapsed(signup: Signup, now: datetime) -> bool:
    """Whether a seat was held and nobody claimed it in time, whoever has noticed."""
    is_past = signup.claim_until is not None and signup.claim_until <= now
    return signup.state is SignupState.OFFERED and is_past
