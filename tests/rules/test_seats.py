"""Seats, waiting and the windows in which one may come and go."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.seats import Fit, Refusal, fit, may_promote, refuse_joining, refuse_leaving
from storage.types import ActivityState, SignupState
from tests.activity import NOW, START, an_activity

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("facts", "now", "refusal"),
    [
        ({}, NOW, None),
        ({"state": ActivityState.CANCELLED}, NOW, Refusal.CANCELLED),
        ({"state": ActivityState.ENDED}, NOW, Refusal.ENDED),
        ({"state": ActivityState.CLOSED}, NOW, Refusal.CLOSED),
        ({"state": ActivityState.CLOSED}, START, Refusal.STARTED),
        ({}, START - MINUTE, None),
        ({}, START, Refusal.STARTED),
        ({"opens_at": NOW + MINUTE}, NOW, Refusal.EARLY),
        ({"opens_at": NOW}, NOW, None),
        ({"closes_at": NOW + MINUTE}, NOW, None),
        ({"closes_at": NOW}, NOW, Refusal.CLOSED),
    ],
)
def test_one_can_sign_up_inside_the_window_only(facts, now, refusal) -> None:  # type: ignore[no-untyped-def]
    assert refuse_joining(an_activity(**facts), now) is refusal


def test_who_is_seated_leaves_until_the_deadline_and_who_waits_always() -> None:
    activity = an_activity(leave_until=NOW)
    assert refuse_leaving(activity, SignupState.CONFIRMED, NOW) is Refusal.LATE
    assert refuse_leaving(activity, SignupState.CONFIRMED, NOW - MINUTE) is None
    assert refuse_leaving(activity, SignupState.WAITING, NOW) is None
    assert refuse_leaving(activity, SignupState.WAITING, START) is Refusal.STARTED


@pytest.mark.parametrize(
    ("taken", "waiting", "heads", "found"),
    [
        (0, 0, 1, Fit.WHOLE),
        (18, 0, 2, Fit.WHOLE),
        (18, 0, 3, Fit.PART),
        (20, 0, 1, Fit.NONE),
        (18, 1, 1, Fit.NONE),
    ],
)
def test_a_party_is_seated_whole_or_asked(taken: int, waiting: int, heads: int, found: Fit) -> None:
    assert fit(an_activity(taken=taken, waiting=waiting), heads) is found


def test_without_a_limit_everybody_is_seated() -> None:
    assert fit(an_activity(seats=None, taken=10_000), 9) is Fit.WHOLE


def test_seats_are_passed_on_until_the_start_also_after_the_closing() -> None:
    assert may_promote(an_activity(state=ActivityState.CLOSED, waiting=1), NOW)
    assert not may_promote(an_activity(waiting=1), START)
    assert not may_promote(an_activity(state=ActivityState.CANCELLED, waiting=1), NOW)


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 5), st.integers(1, 60))
def test_what_fits_never_exceeds_the_seats(
    seats: int, taken: int, waiting: int, heads: int
) -> None:
    activity = an_activity(seats=seats, taken=min(taken, seats), waiting=waiting)
    found = fit(activity, heads)
    if found is Fit.WHOLE:
        assert activity.taken + heads <= seats
        assert not waiting
    if found is Fit.PART:
        assert 0 < seats - activity.taken < heads
