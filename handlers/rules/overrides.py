"""What an organiser may do beside the rules that hold for everybody else.

An override passes the closing of sign-ups and the order of the waiting list. It never oversells,
never splits a party and never puts anybody in two places at once.
"""

from handlers.rules.seats import Fit, fit
from storage.types import Activity, SignupState


def missing(activity: Activity, heads: int) -> int:
    """Return how many seats are missing for so many more heads, whoever waits; 0 when they fit."""
    left = activity.seats_left
    return 0 if left is None else max(heads - left, 0)


def entered_as(activity: Activity, heads: int) -> SignupState:
    """Return how a party comes in that takes its turn: seated as a whole, or waiting as a whole."""
    is_whole = fit(activity, heads) is Fit.WHOLE
    return SignupState.CONFIRMED if is_whole else SignupState.WAITING
