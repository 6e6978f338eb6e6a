"""`python -m bot chat` through a terminal of its own: what was typed before, and what Tab offers."""

import os
import pty
import re
import select
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.history import LINES, LineHistory, default_path

WITHIN = 20
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
UP, TAB, ENTER, CLEAR = "\x1b[A", "\t", "\r", "\x15"


class Screen:
    """A pseudo-terminal with the program behind it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._shown = ""

    def types(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def shows(self, words: str) -> str:
        """Wait until the words appear, without anything that only moves the cursor."""
        until = time.monotonic() + WITHIN
        while words not in self._shown:
            if not select.select([self._handle], [], [], max(0, until - time.monotonic()))[0]:
                pytest.fail(f"{words!r} did not appear in {self._shown!r}")
            self._shown += _SEQUENCE.sub(
                "", os.read(self._handle, 65536).decode("utf-8", "replace")
            )
        shown, _, self._shown = self._shown.partition(words)
        return shown + words


@contextmanager
def talking(folder: Path) -> Iterator[Screen]:
    """Run the program in a terminal until it is told to quit."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "chat", "--database", f"sqlite:///{folder}/youhu.db"]
    environment = os.environ | {
        "XDG_STATE_HOME": str(folder / "state"),
        "TERM": "xterm",
        "YOUHU_OWNER_CODE": "open-sesame",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    screen = Screen(ours)
    try:
        screen.shows("/quit 离开")
        yield screen
        screen.types(f"{CLEAR}/quit{ENTER}")
        assert program.wait(WITHIN) == 0
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def test_lines_are_kept_and_completed_from_one_session_to_the_next(tmp_path: Path) -> None:
    with talking(tmp_path) as screen:
        screen.types(f"/as 李{TAB}")
        screen.shows("叔")
        screen.types(ENTER)
        screen.shows("李叔@")
        screen.types(f"我的活{TAB}")
        screen.shows("动")
        screen.types(ENTER)
        screen.shows("您的活动")
        screen.types(f"/private{ENTER}")
        screen.shows("李叔@私聊>")
        screen.types(f"认领 wrong-code{ENTER}")
        screen.shows("认领码不对")
        screen.types(f"/group{ENTER}活动 {TAB}")
        screen.shows(" 3 ")
    kept = default_path({"XDG_STATE_HOME": str(tmp_path / "state")})
    assert kept.read_text("utf-8").split() == [
        "/as",
        "李叔",
        "我的活动",
        "/private",
        "/group",
        "/quit",
    ]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with talking(tmp_path) as screen:
        screen.types(f"{UP * 4}{ENTER}")
        screen.shows("您的活动")


def test_what_gives_rights_is_not_kept(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "kept", ["open-sesame"])
    for line in (
        "认领 1a2b3c4d",
        "/claim 1a2b3c4d",
        "1A2B3C4D",
        "认领：ＡＢＣ",
        "码是 Open-Sesame",
        "绑定 482913",
        "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "token=ghp1234567890abcdefghijklmnop",
    ):
        history.append_string(line)
    history.append_string("发布活动 周六上午9点 社区广场 环境整治 20人")
    assert (
        len(history.get_strings()) == len((tmp_path / "kept").read_text("utf-8").splitlines()) == 1
    )


def test_the_oldest_lines_give_way(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "kept")
    (tmp_path / "kept").write_text("\n".join(map(str, range(LINES + 5))) + "\n", "utf-8")
    history.append_string("我参加\n 3")
    lines = LineHistory(tmp_path / "kept").load_history_strings()
    assert (len(lines), lines[0], lines[-1]) == (LINES, "我参加  3", "6")


def test_a_file_that_cannot_be_written_costs_the_history_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    history = LineHistory(tmp_path / "file" / "kept")
    history.append_string("我参加")
    assert history.get_strings() == ["我参加"]
