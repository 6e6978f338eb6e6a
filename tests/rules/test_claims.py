"""How long a seat is held."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.claims import STRAIGHT, claim_until, offer_at
from tests.activity import START

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ahead", "window"),
    [
        (240 * HOUR, 12 * HOUR),
        (24 * HOUR + SECOND, 12 * HOUR),
        (24 * HOUR, 2 * HOUR),
        (3 * HOUR, 2 * HOUR),
        (2 * HOUR + SECOND, 2 * HOUR),
        (2 * HOUR, None),
        (HOUR, None),
        (-HOUR, None),
    ],
)
def test_the_window_is_shorter_near_the_start(ahead: timedelta, window: timedelta | None) -> None:
    now = START - ahead
    assert claim_until(START, now) == (None if window is None else now + window)


@given(st.integers(-10_000, 1_000_000))
def test_it_is_open_for_a_while_and_over_before_the_start(seconds: int) -> None:
    now = START - seconds * SECOND
    until = claim_until(START, now)
    if until is None:
        assert START - now <= STRAIGHT
    else:
        assert now + 2 * HOUR <= until < START


def test_what_the_night_holds_back_is_offered_in_the_morning_or_given_before_the_start() -> None:
    assert offer_at(START, START - 3 * HOUR) == START - 3 * HOUR
    assert offer_at(START, START - HOUR) == START - 2 * HOUR
    assert claim_until(START, offer_at(START, START + HOUR)) is None
