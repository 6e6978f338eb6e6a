"""Two activities at the same time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.conflicts import SOFT, overlap, worst_clash
from storage.types import Activity, ActivityId, ActivityState
from tests.activity import START, an_activity

CLEANING = an_activity()


def another(begins: float, lasts: float | None = 2, **facts: bool) -> Activity:
    """Return an activity that begins so many hours after the cleaning does."""
    start = START + timedelta(hours=begins)
    end = None if lasts is None else start + timedelta(hours=lasts)
    return an_activity(id=ActivityId(2), starts_at=start, ends_at=end, **facts)


@pytest.mark.parametrize(
    ("begins", "lasts", "outcome"),
    [
        (0, 2, "refused"),
        (0.5, 2, "refused"),
        (1, 2, "warned"),
        (1.5, 2, "warned"),
        (2, 2, "free"),
        (-2, 2, "free"),
        (-1.5, 2, "warned"),
        (-12, 24, "refused"),
        (0.5, None, "refused"),
        (-1.5, None, "warned"),
        (24, 2, "free"),
    ],
)
def test_an_hour_is_warned_of_and_more_is_refused(
    begins: float, lasts: float | None, outcome: str
) -> None:
    clash = worst_clash(CLEANING, [another(begins, lasts)])
    assert ("free" if clash is None else "refused" if clash.is_hard else "warned") == outcome


def test_the_worst_of_several_is_named() -> None:
    clash = worst_clash(CLEANING, [another(1.5), another(0.2), another(5)])
    assert clash is not None
    assert clash.activity == another(0.2)


def test_either_organiser_may_allow_it() -> None:
    assert worst_clash(CLEANING, [another(0, allows_overlap=True)]) is None
    assert worst_clash(an_activity(allows_overlap=True), [another(0)]) is None


def test_an_activity_is_no_conflict_with_itself() -> None:
    assert worst_clash(CLEANING, [CLEANING]) is None


def test_what_was_called_off_is_in_nobodys_way() -> None:
    called_off = an_activity(id=ActivityId(2), state=ActivityState.CANCELLED)
    assert worst_clash(CLEANING, [called_off]) is None


hours = st.floats(-48, 48)


@given(hours, st.floats(0, 24), hours, st.floats(0, 24))
def test_overlap_is_mutual_and_never_longer_than_either(
    one_begins: float, one_lasts: float, other_begins: float, other_lasts: float
) -> None:
    one, other = another(one_begins, one_lasts), another(other_begins, other_lasts)
    shared = overlap(one, other)
    assert shared == overlap(other, one)
    assert timedelta() <= shared <= timedelta(hours=min(one_lasts, other_lasts))
    assert timedelta(hours=1) == SOFT
