"""`understand`: how the bot reads one utterance, by the same code and nothing else."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.clock import SystemClock
from bot.platforms.sandbox.bodies import ZONE
from handlers.language.understand import understand_signup, understand_time

Read = Callable[[str], dict[str, Any]]


def reader(arguments: argparse.Namespace) -> Read:
    """Return what turns a line into the object that is printed for it."""
    if arguments.kind == "time":
        now: datetime = arguments.now or SystemClock().now()
        local = now.astimezone(ZONE)
        return lambda line: understand_time(line, local)
    return lambda line: understand_signup(line, arguments.activity)
