"""复制: an activity that is done again at another time, as a draft to be confirmed."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from handlers.actions.activities import refuse
from handlers.actions.drafts import Draft
from handlers.language.normalise import fold
from handlers.language.timing import Timing
from handlers.rules import copying as rules
from handlers.rules.activities import fault_of_times
from storage.store import Store
from storage.types import Activity, CommunityId, PersonId

# An activity is looked for by its title among so many of the newest.
SEARCHED = 500

# What is the same whenever it takes place; the times are set apart.
_KEPT = {field.name for field in fields(Draft)} & {field.name for field in fields(Activity)}
_WINDOW = ("opens_at", "closes_at", "leave_until")


def titled(store: Store, community: CommunityId, title: str, now: datetime) -> Activity | None:
    """Return the last activity whose title has these words in it."""
    wanted = fold(title).text
    newest = store.activities.newest(community, SEARCHED)
    return rules.last_of((each for each in newest if wanted in fold(each.title).text), now)


def again(activity: Activity, timing: Timing, now: datetime) -> Draft:
    """Return a draft like the activity, at another time; its sign-up window moves along.

    Raises UserError for a time that is past or can't be.
    """
    start = timing.start
    if not isinstance(start, datetime):
        raise TypeError("a copy keeps the hour that is not said")
    by = start - activity.starts_at
    window: dict[str, Any] = {}
    for name in _WINDOW:
        moment = rules.shifted(getattr(activity, name), by, now)
        window[name] = moment.astimezone(now.tzinfo) if moment is not None else None
    draft = Draft(activity.community_id, **{name: getattr(activity, name) for name in _KEPT})
    draft = replace(draft, start=start, end=timing.end, **window)
    planned = draft.activity(PersonId(0), now)
    refuse(fault_of_times(planned, now), planned)
    return replace(draft, doubt=timing.doubt, said=timing.said, recurs=timing.recurs)
