"""What an activity may look like."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.rules.activities import (
    Fault,
    deadline,
    ends_by,
    fault_of,
    is_over,
    was_closed_by_hand,
)
from storage.types import ActivityState
from tests.activity import NOW, START, an_activity

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({}, None),
        ({"title": ""}, Fault.TITLE),
        ({"title": "长" * 60}, None),
        ({"title": "长" * 61}, Fault.TITLE),
        ({"place": "长" * 61}, Fault.PLACE),
        ({"bring": "长" * 101}, Fault.BRING),
        ({"seats": None}, None),
        ({"seats": 0}, Fault.SEATS),
        ({"seats": 1}, None),
        ({"seats": 2000}, None),
        ({"seats": 2001}, Fault.SEATS),
        ({"seats": 3, "taken": 4}, Fault.TAKEN),
        ({"seats": 4, "taken": 4}, None),
        ({"max_guests": 10}, Fault.GUESTS),
        ({"starts_at": NOW, "ends_at": None}, Fault.PAST),
        ({"ends_at": START}, Fault.BACKWARDS),
        ({"ends_at": START + 32 * DAY}, Fault.LONG),
        ({"closes_at": START + HOUR}, Fault.CLOSES),
        ({"closes_at": START}, None),
        ({"closes_at": NOW}, Fault.CLOSED),
        ({"opens_at": START}, Fault.OPENS),
        ({"opens_at": START - DAY, "closes_at": START - 2 * DAY}, Fault.OPENS),
        ({"opens_at": START - 2 * DAY, "closes_at": START - DAY}, None),
        ({"leave_until": START + HOUR}, Fault.LEAVE),
    ],
)
def test_fault(facts: dict[str, Any], fault: Fault | None) -> None:
    assert fault_of(an_activity(**facts), NOW) is fault


def test_signups_end_at_the_start_unless_said() -> None:
    assert deadline(an_activity()) == START
    assert deadline(an_activity(closes_at=START - DAY)) == START - DAY


def test_it_is_over_at_its_end_or_three_hours_later() -> None:
    assert ends_by(an_activity(ends_at=START + HOUR)) == START + HOUR
    endless = an_activity(ends_at=None)
    assert not is_over(endless, START + 3 * HOUR - timedelta(seconds=1))
    assert is_over(endless, START + 3 * HOUR)
    assert is_over(an_activity(state=ActivityState.CANCELLED), NOW)


def test_closed_early_means_closed_by_hand() -> None:
    closed = an_activity(state=ActivityState.CLOSED)
    assert was_closed_by_hand(closed, NOW)
    assert not was_closed_by_hand(closed, START)
