"""The lines typed in the terminal, kept for the next time: private, bounded, without secrets."""

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from prompt_toolkit.history import History

from handlers.language.normalise import fold

LINES = 1000
# What gives somebody rights is said after these words; the rest is what codes and tokens look like.
_SAYS_CODE = re.compile(r"/?(?:认领|claim|绑定|bind)(?![a-z])")
_IS_CODE = re.compile(
    r"[0-9a-f]{8}|.*(?:[0-9]{5,}:[\w-]{20,}|(?=\S*[0-9])(?=\S*[a-z])[\w-]{24,}).*"
)


def default_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the history is kept: in the user's state directory."""
    state = environment.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "youhu" / "chat-history"


class LineHistory(History):
    """At most LINES lines in a file that only its owner reads.

    A line that tells a code or a token, or one of the `secrets`, is not kept. A file that can't be
    read or written costs the history, not the conversation.
    """

    def __init__(self, path: Path, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._path = path
        self._secrets = tuple(fold(each).text for each in secrets if each)

    def load_history_strings(self) -> list[str]:
        """Return the lines that were kept, the newest first."""
        return self._read()[::-1]

    def append_string(self, string: str) -> None:
        """Keep a line, in this session and in the file, unless it tells a secret."""
        if not self._is_secret(string):
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Add a line to the file; the oldest ones give way."""
        line = " ".join(string.splitlines())
        with contextlib.suppress(OSError):
            self._write([*self._read(), line][-LINES:])

    def _is_secret(self, line: str) -> bool:
        said = fold(line).text
        if _SAYS_CODE.match(said) or _IS_CODE.fullmatch(said):
            return True
        return any(secret in said for secret in self._secrets)

    def _read(self) -> list[str]:
        with contextlib.suppress(OSError):
            return self._path.read_text("utf-8", "replace").splitlines()[-LINES:]
        return []

    def _write(self, lines: list[str]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
        fresh.replace(self._path)
