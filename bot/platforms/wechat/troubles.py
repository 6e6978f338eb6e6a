"""What Tencent's APIs refuse becomes what the delivery understands."""

from datetime import timedelta

from bot.platform import Failure, Trouble
from bot.platforms.wechat.calls import (
    LONGEST_REASON,
    REFUSED_TOKEN,
    ApiError,
    LostError,
    UnreachableError,
)

# The server is busy; it may have done what it was asked.
BUSY = frozenset({-1, 45033})
# Too many calls; in the window of that limit nothing is taken.
LIMITED = frozenset({45009, 45011})
# This person gets no more on this way: out of the window, all of it spent, refused, not following,
# no such person.
PERSON = frozenset({40003, 43004, 43101, 45015, 45047, 48002})
# Something is not set up: nothing helps but the operator.
SETUP = frozenset({40013, 40125, 40164, 48001, 48004, 50001, 60020, 93000})
# The group can't be reached any more.
GROUP = frozenset({86001, 86003, 86008, 93001, 93006})

WHILE_AWAY = timedelta(seconds=5)
WHILE_SETUP_IS_WRONG = timedelta(minutes=5)
WHILE_LIMITED = timedelta(minutes=1)

CallError = ApiError | UnreachableError | LostError


def failure(error: CallError, while_limited: timedelta = WHILE_LIMITED) -> Failure:
    """Say what became of a message; `while_limited` is how long that API's limits last."""
    reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    match error:
        case UnreachableError():
            return Failure(Trouble.DOWN, reason, WHILE_AWAY)
        case LostError():
            return Failure(Trouble.UNKNOWN, reason)
        case ApiError(code=code):
            trouble, pause = _trouble(code, while_limited)
            return Failure(trouble, reason, pause)


def is_alarm(error: CallError) -> bool:
    """Whether the operator has to set something right."""
    return isinstance(error, ApiError) and error.code in SETUP | REFUSED_TOKEN


def _trouble(code: int, while_limited: timedelta) -> tuple[Trouble, timedelta | None]:
    if code in BUSY:
        return Trouble.UNKNOWN, None
    if code in LIMITED:
        return Trouble.BUSY, while_limited
    if code in SETUP | REFUSED_TOKEN:
        return Trouble.BUSY, WHILE_SETUP_IS_WRONG
    return (Trouble.GONE if code in GROUP else Trouble.REFUSED), None
