"""What must never stand in a log."""

import logging

import pytest

from bot import logs

SECRET = "a-secret-word"  # noqa: S105
TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwx"  # noqa: S105


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> str:
    """A line with a traceback, as it is written."""
    before = logging.getLogger().handlers[:]
    logs.hide(SECRET)
    logs.configure()
    try:
        int(f"http://host/bot{TOKEN}/getMe {SECRET}")
    except ValueError:
        logging.getLogger("x").exception("at https://host/botodd/getMe", extra={"key": TOKEN})
    logging.getLogger().handlers[:] = before
    return capsys.readouterr().err


def test_secrets_are_hidden_in_lines_fields_and_tracebacks(line: str) -> None:
    assert "Traceback" in line
    for secret in (TOKEN, SECRET, "odd"):
        assert secret not in line


def test_the_library_that_logs_addresses_is_quiet(line: str) -> None:
    assert line
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
