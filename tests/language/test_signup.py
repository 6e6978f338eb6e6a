"""The table of sign-up phrases, and what must hold for any text."""

import csv
from pathlib import Path

import pytest

from handlers.language.normalise import fold
from handlers.language.signup import Act, Meaning, SignupReading, read_signup

TITLE = "环境整治"
Row = dict[str, str]


def read(text: str, *titles: str) -> SignupReading:
    return read_signup(fold(text), titles or (TITLE,))


def table() -> list[Row]:
    path = Path(__file__).with_name("signup.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = table()
SETTLED = [row for row in ROWS if not row["note"].startswith("contested")]


@pytest.mark.parametrize("row", SETTLED, ids=lambda row: row["utterance"])
def test_phrase_means_what_people_mean(row: Row) -> None:
    reading = read(row["utterance"])
    assert reading.meaning == row["label"]
    if row["act"]:
        assert reading.act == row["act"]
    if row["size"]:
        assert reading.size == int(row["size"])
    for fact in filter(None, row["note"].split(";")):
        field, _, value = fact.partition("=")
        if value:
            assert str(shown(getattr(reading, field))) == value


def shown(value: object) -> object:
    return ",".join(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["utterance"])
def test_nobody_is_signed_up_by_mistake(row: Row) -> None:
    reading = read(row["utterance"])
    if row["label"] != Meaning.SIGNUP:
        assert (reading.meaning, reading.act) != (Meaning.SIGNUP, Act.ACT)
