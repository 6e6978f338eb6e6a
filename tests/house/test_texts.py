"""The catalogues hold exactly the texts that the code names, in every language."""

from fnmatch import fnmatchcase

import pytest

from handlers.texts import LANGUAGES
from tests.house.catalogue import (
    Catalogue,
    Named,
    families,
    named_in,
    named_in_code,
    strings_in_code,
)

WRITTEN = Catalogue("zh-Hans")
NAMED = [named for named in named_in_code() if not named.is_family]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_blanks(language: str) -> None:
    assert Catalogue(language).blanks == WRITTEN.blanks


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_can_be_read(language: str) -> None:
    catalogue = Catalogue(language)
    assert catalogue.unreadable == []
    # The overrides of zh-Hant say again what was made from zh-Hans.
    assert catalogue.twice == [] or language == "zh-Hant"


def complaint(named: Named, texts: dict[str, frozenset[str]]) -> str | None:
    """What is wrong with a place that names texts."""
    matching = {key: blanks for key, blanks in texts.items() if named.means(key)}
    for shape in named.shapes:
        if not any(fnmatchcase(key, shape) for key in matching):
            return f"{named.where}: no text {shape}"
    if named.blanks is None:
        return None
    for key, blanks in matching.items():
        if missing := blanks - named.blanks:
            return f"{named.where}: {key} wants {sorted(missing)}"
    unknown = named.blanks.difference(*matching.values())
    return f"{named.where}: nothing takes {sorted(unknown)}" if unknown else None


def test_every_text_that_is_named_exists_with_the_blanks_it_is_given() -> None:
    assert [wrong for named in NAMED if (wrong := complaint(named, WRITTEN.blanks))] == []


def test_every_command_has_its_help_and_every_question_its_name() -> None:
    assert families() - set(WRITTEN.blanks) == set()


def test_no_text_is_left_over() -> None:
    known = WRITTEN.mentioned | strings_in_code() | families()
    left = [
        key
        for key in WRITTEN.blanks
        if key not in known and not any(named.means(key) for named in NAMED)
    ]
    assert left == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ('text("joined", number=5)', None),
        ('text("joined")', "joined wants ['number']"),
        ('raise UserError("full", number=5)', "nothing takes ['number']"),
        ('text("full" if seats else "nowhere")', "no text nowhere"),
        ('text("full" if seats else "joined", number=5)', None),
        ('text(f"role-{role}", name=name)', None),
        ('text(f"role-{role}")', "role-owner wants ['name']"),
        ('text(f"role-{role}", name=name, age=5)', "nothing takes ['age']"),
        ('text("joined", **values)', None),
        ('Text("joined", {"number": 5})', None),
    ],
)
def test_a_wrong_text_is_noticed(code: str, wrong: str | None) -> None:
    texts = {
        "joined": frozenset({"number"}),
        "full": frozenset[str](),
        "role-owner": frozenset({"name"}),
        "role-captain": frozenset[str](),
    }
    found = [complaint(named, texts) for named in named_in(code, "file.py")]
    assert [each for each in found if each] == ([f"file.py:1: {wrong}"] if wrong else [])
