"""Environments of the peers' own, made when they are first asked for, and how each is started."""

import shutil
import socket
import subprocess
import sys
import venv
from pathlib import Path

from bench.botapi import SECRET, TOKEN

HERE = Path(__file__).parent
PEERS = {"aiogram": "aiogram_bot.py", "ptb": "ptb_bot.py"}


def python_of(peer: str) -> Path:
    """Return a Python with what a peer needs; made from its requirements the first time."""
    folder = HERE / ".venv" / peer
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        requirements = HERE / f"requirements-{peer}.txt"
        try:
            subprocess.run([python, "-m", "pip", "install", "-qq", "-r", requirements], check=True)
        except BaseException:
            shutil.rmtree(folder)
            raise
        print(f"made {folder}", file=sys.stderr)
    return python


def command(peer: str, database: Path, base: str, port: int) -> list[str]:
    """Return the arguments that start a peer."""
    return [str(HERE / PEERS[peer]), str(database), base, TOKEN, SECRET, str(port)]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
