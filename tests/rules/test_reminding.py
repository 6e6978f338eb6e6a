"""When people are reminded of what begins on Saturday, and until when the organiser is waited for.

Quiet hours are from ten in the evening to seven in the morning.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.rules.reminding import (
    DAY,
    SOON,
    answer_by,
    held_until,
    is_to_come,
    moment,
)
from storage.types import Community, CommunityId

ZONE = ZoneInfo("Asia/Shanghai")
HOME = Community(CommunityId(1), "盐运西社区", "zh-Hans", "Asia/Shanghai", None)


def at(words: str) -> datetime:
    """Read the day of November and the hour."""
    return datetime.strptime(f"2026-11-{words}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "day", "soon"),
    [
        ("28 09:00", "27 09:00", "28 07:00"),
        ("28 15:00", "27 15:00", "28 13:00"),
        ("28 08:00", "27 08:00", "28 07:00"),
        ("28 07:30", "27 07:30", "28 07:00"),
        ("28 07:29", "27 07:29", "27 21:30"),
        ("28 06:00", "27 07:00", "27 21:30"),
        ("28 00:30", "27 07:00", "27 21:30"),
        ("28 23:00", "28 07:00", "28 21:00"),
        ("28 21:59", "27 21:59", "28 19:59"),
    ],
)
def test_moments(start: str, day: str, soon: str) -> None:
    assert moment(HOME, at(start), DAY) == at(day)
    assert moment(HOME, at(start), SOON) == at(soon)


@pytest.mark.parametrize(
    ("start", "now", "told"),
    [
        ("28 09:00", "27 08:59", [DAY, SOON]),
        ("28 09:00", "27 09:00", [SOON]),
        ("28 09:00", "28 06:59", [SOON]),
        ("28 09:00", "28 07:00", []),
        # Less than a day ahead, though its moment would be at seven.
        ("28 06:00", "27 06:30", [SOON]),
        ("28 06:00", "27 21:45", []),
    ],
)
def test_what_is_published_late_needs_no_reminder(
    start: str, now: str, told: list[timedelta]
) -> None:
    assert [lead for lead in (DAY, SOON) if is_to_come(HOME, at(start), lead, at(now))] == told


@pytest.mark.parametrize(
    ("start", "now", "held"),
    [
        ("28 09:00", "28 05:00", "28 07:00"),
        ("28 09:00", "28 07:00", None),
        ("28 07:15", "28 05:00", None),
    ],
)
def test_what_is_late_waits_for_the_morning(start: str, now: str, held: str | None) -> None:
    assert held_until(HOME, at(start), at(now)) == (at(held) if held else None)


@pytest.mark.parametrize(
    ("start", "asked", "until"),
    [
        ("28 09:00", "27 09:00", "27 15:00"),
        ("28 20:00", "27 20:00", "28 07:00"),
        ("28 09:00", "28 07:00", "28 08:00"),
        ("28 06:00", "27 21:30", "27 22:00"),
        ("28 06:00", "27 07:00", "27 13:00"),
        ("28 06:00", "27 22:30", "28 04:30"),
    ],
)
def test_how_long_the_organiser_has(start: str, asked: str, until: str) -> None:
    assert answer_by(HOME, at(start), at(asked)) == at(until)


def test_nothing_is_ever_said_in_the_night_or_after_the_start() -> None:
    start = at("28 00:00")
    for minutes in range(0, 24 * 60, 7):
        begins = start + timedelta(minutes=minutes)
        for lead in (DAY, SOON):
            said = moment(HOME, begins, lead)
            assert 7 <= said.astimezone(ZONE).hour < 22
            assert said <= begins - timedelta(minutes=30)
