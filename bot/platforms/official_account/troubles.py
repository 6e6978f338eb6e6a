"""What the API refuses, beyond what all of Tencent's APIs refuse alike."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.platform import Failure, Trouble
from bot.platforms.wechat import troubles
from bot.platforms.wechat.calls import LONGEST_REASON, ApiError
from bot.platforms.wechat.troubles import CallError

# They wrote too long ago, or were sent all there is.
OUT_OF_WINDOW = frozenset({45015, 45047})
# They never agreed to it, or not to so many.
UNWANTED = 43101
NO_RIGHTS = 48001
_CHINA = ZoneInfo("Asia/Shanghai")


def failure(error: CallError, now: datetime) -> Failure:
    """Say what became of a message. A quota is the day's: it lasts until midnight in China."""
    if isinstance(error, ApiError) and error.code == NO_RIGHTS:
        return Failure(
            Trouble.REFUSED, f"the account has no right to this: {error}"[:LONGEST_REASON]
        )
    return troubles.failure(error, _midnight(now) - now)


def is_personal(error: CallError) -> bool:
    """Whether another way may still reach the person."""
    return isinstance(error, ApiError) and error.code in troubles.PERSON


def _midnight(now: datetime) -> datetime:
    tomorrow = now.astimezone(_CHINA).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), _CHINA).astimezone(UTC)
