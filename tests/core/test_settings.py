"""Settings that are wrong stop the start and name themselves."""

from pathlib import Path

import pytest

from bot.settings import Mode, Settings, SettingsError, Telegram, load


def read(tmp_path: Path, toml: str, **environment: str) -> Settings:
    path = tmp_path / "youhu.toml"
    path.write_text(toml)
    return load(path, environment)


def test_a_plain_section_is_one_account(tmp_path: Path) -> None:
    settings = read(tmp_path, '[telegram]\ntoken = "1:a"\n', YOUHU_TELEGRAM__MODE="webhook")
    assert settings.telegram == (Telegram("1:a", mode=Mode.WEBHOOK),)
    assert "1:a" not in repr(settings)
    assert load(None, {"YOUHU_TELEGRAM__TOKEN": "1:a"}).telegram == (Telegram("1:a"),)


def test_several_accounts_have_names(tmp_path: Path) -> None:
    accounts = '[[telegram]]\ntoken = "1:a"\n[[telegram]]\ntoken = "2:b"\nname = "east"\n'
    assert [each.name for each in read(tmp_path, accounts).telegram] == ["default", "east"]


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("[telegram]", "telegram.token is missing"),
        ('[telegram]\ntoken = ""', "telegram.token"),
        ('[telegram]\ntoken = "1:a"\nmode = "push"', "telegram.mode"),
        ('[telegram]\ntoken = "1:a"\nname = "../x"', "telegram.name"),
        ('[telegram]\ntoken = "1:a"\ncolour = "red"', "telegram.colour"),
        ("telegram = 5", "telegram must be a section"),
        ('[[telegram]]\ntoken = "1:a"\n[[telegram]]\ntoken = "2:b"', "two accounts"),
    ],
)
def test_a_wrong_account_is_named(tmp_path: Path, toml: str, word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        read(tmp_path, toml)
