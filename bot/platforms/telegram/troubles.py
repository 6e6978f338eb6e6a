"""What python-telegram-bot raises becomes what the delivery understands."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.platform import Failure, Trouble
from bot.platforms.telegram.api import UnreachableError

# A server that is away is asked again this often.
WHILE_AWAY = timedelta(seconds=5)
WHILE_TOKEN_IS_REFUSED = timedelta(minutes=5)
LONGEST_REASON = 200
# A BadRequest with one of these words says what a Forbidden says.
_GONE = ("chat not found", "user is deactivated", "group chat was deactivated", "peer_id_invalid")


def failure(error: TelegramError) -> Failure:
    """Say what became of a message. A BadRequest is a NetworkError too, so it is asked first."""
    reason = f"{type(error).__name__}: {error.message}"[:LONGEST_REASON]
    match error:
        case RetryAfter():
            return Failure(Trouble.BUSY, reason, pause(error))
        case ChatMigrated():
            return Failure(Trouble.MOVED, reason, moved_to=str(error.new_chat_id))
        case Forbidden():
            return Failure(Trouble.GONE, reason)
        case BadRequest():
            is_gone = any(word in error.message.casefold() for word in _GONE)
            return Failure(Trouble.GONE if is_gone else Trouble.REFUSED, reason)
        case InvalidToken():
            return Failure(Trouble.BUSY, reason, WHILE_TOKEN_IS_REFUSED)
        case UnreachableError():
            return Failure(Trouble.DOWN, reason, WHILE_AWAY)
        case TimedOut() | Conflict() | NetworkError():
            return Failure(Trouble.UNKNOWN, reason)
        case _:
            return Failure(Trouble.UNKNOWN, reason)


def pause(error: RetryAfter) -> timedelta:
    """Return how long the server wants to be left alone."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def says(error: TelegramError, *words: str) -> bool:
    """Whether the server refused for one of these reasons; it has no codes for them."""
    return isinstance(error, BadRequest) and any(word in error.message.casefold() for word in words)
