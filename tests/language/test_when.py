"""Times as people write them, read on Sunday 22 November 2026 at ten in the morning.

A row of `when.tsv` is a phrase and the start, end and RRULE it has; `|` stands between readings
that are equally right, `-` for nothing. Notes: `pod`: only a part of the day was said, any hour
within four of it will do; `ask`: it has to be confirmed.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from handlers.language.understand import understand_time

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PART_OF_DAY = timedelta(hours=4)


class Row(NamedTuple):
    phrase: str
    starts: list[str | None]
    ends: list[str | None]
    rrules: list[str | None]
    notes: list[str]


def alternatives(cell: str) -> list[str | None]:
    return [None if each == "-" else each for each in cell.split("|")]


def rows() -> list[Row]:
    lines = Path(__file__).with_name("when.tsv").read_text("utf-8").splitlines()[1:]
    cells = [[*line.split("\t"), ""] for line in lines if not line.startswith("#")]
    return [
        Row(phrase, alternatives(start), alternatives(end), alternatives(rrule), note.split())
        for phrase, start, end, rrule, note, *_ in cells
    ]


def is_near(said: str | None, expected: str | None) -> bool:
    if not said or not expected or "T" not in said:
        return False
    return abs(datetime.fromisoformat(said) - datetime.fromisoformat(expected)) <= PART_OF_DAY


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.phrase)
def test_time(row: Row) -> None:
    said = understand_time(row.phrase, NOW)
    is_start_right = said["start"] in row.starts or (
        "pod" in row.notes and is_near(said["start"], row.starts[0])
    )
    assert is_start_right, said
    assert said["end"] in row.ends
    assert said["rrule"] in row.rrules
    assert said["ask"] or "ask" not in row.notes
