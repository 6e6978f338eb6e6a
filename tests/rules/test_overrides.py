"""What fits when an organiser says so."""

import pytest

from handlers.rules.overrides import entered_as, missing
from storage.types import SignupState
from tests.activity import an_activity


@pytest.mark.parametrize(
    ("seats", "taken", "waiting", "heads", "lacking", "state"),
    [
        (20, 18, 0, 2, 0, SignupState.CONFIRMED),
        (20, 18, 0, 3, 1, SignupState.WAITING),
        (20, 20, 4, 1, 1, SignupState.WAITING),
        # A seat is free, but a party waits for more: the organiser may pass it, a turn may not.
        (20, 19, 1, 1, 0, SignupState.WAITING),
        (None, 500, 0, 9, 0, SignupState.CONFIRMED),
    ],
)
def test_a_party_fits_as_a_whole_or_waits_as_a_whole(  # noqa: PLR0913, PLR0917 a table
    seats: int | None, taken: int, waiting: int, heads: int, lacking: int, state: SignupState
) -> None:
    activity = an_activity(seats=seats, taken=taken, waiting=waiting)
    assert missing(activity, heads) == lacking
    assert entered_as(activity, heads) is state
