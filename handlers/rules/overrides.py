"""What an organiser may do beside the rules that hold for everybody else.

An override passes the closing of sign-ups and the order of the waiting list. It never oversells,
never splits a party and never puts anybody in two places at once.
"""

from collections.abc import Iterable

from handlers.rules.conflicts import worst_clash
from handlers.rules.seats import Fit, fit
from storage.types import Activity, Signup, SignupState


def holds_seats(state: SignupState) -> bool:
    """Whether a party's heads count as taken: it is seated, or seats are held for it."""
    return state in (SignupState.CONFIRMED, SignupState.OFFERED)


def missing(activity: Activity, heads: int) -> int:
    """Return how many seats are missing for so many more heads, whoever waits; 0 when they fit."""
    left = activity.seats_left
    return 0 if left is None else max(heads - left, 0)


def entered_as(activity: Activity, heads: int) -> SignupState:
    """Return how a party comes in that takes its turn: seated as a whole, or waiting as a whole."""
    is_whole = fit(activity, heads) is Fit.WHOLE
    return SignupState.CONFIRMED if is_whole else SignupState.WAITING


def clash(
    activity: Activity, engaged: Iterable[tuple[Activity, Signup]], without: Activity | None = None
) -> Activity | None:
    """Return what a person takes part in that goes on at the same time; `without` is given up."""
    others = [
        other
        for other, signup in engaged
        if signup.state is SignupState.CONFIRMED and (without is None or other.id != without.id)
    ]
    worst = worst_clash(activity, others)
    return worst.activity if worst is not None and worst.is_hard else None
