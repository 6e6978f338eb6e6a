"""Which activity a pasted list is about: told by a number, else by its title and its day."""

import re
from datetime import datetime

from handlers.actions import finding
from handlers.language.jielong import Listing
from handlers.language.normalise import Folded, fold
from handlers.language.timing import read_timing
from handlers.rules.seats import is_settled
from storage.store import Store
from storage.types import Activity, CommunityId

# As the bot's own lists begin: 3号活动 环境整治.
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,6})号活动")
_SHORTEST = 2


def current(store: Store, community: CommunityId, now: datetime) -> list[Activity]:
    """Return the activities whose lists may still change."""
    found = finding.current(store, community, now)
    return [each for each in found if not is_settled(each, now)]


def meant(listing: Listing, listed: list[Activity], now: datetime) -> Activity | None:
    """Return the activity that the lines above the list name; None when they leave a doubt."""
    header = fold("\n".join(listing.header))
    found = [each for each in listed if _is_named(header, each)]
    if len(found) != 1:
        return None
    numbered = _NUMBERED.match(header.text)
    if numbered is not None:
        return found[0] if int(numbered["number"]) == found[0].number else None
    return found[0] if _is_on_day(header, found[0], now) else None


def _is_named(header: Folded, activity: Activity) -> bool:
    title = fold(activity.title).text
    return any(
        title in line or (len(line) >= _SHORTEST and line in title)
        for line in header.text.split("\n")
    )


def _is_on_day(header: Folded, activity: Activity, now: datetime) -> bool:
    """Whether the lines tell no other day than the activity's."""
    found = read_timing(header, now) if header.text else None
    if found is None:
        return True
    start = found[0].start
    day = start.date() if isinstance(start, datetime) else start
    return day == activity.starts_at.astimezone(now.tzinfo).date()
