"""Making a draft an activity that everybody can answer."""

from dataclasses import replace
from datetime import datetime

from handlers.actions import auditing, posting, undo
from handlers.actions.activities import refuse, schedule
from handlers.actions.authority import require_staff
from handlers.rules.activities import fault_of
from storage.audit import Entry
from storage.store import Store
from storage.types import Activity, ChatId, Deed, Person


def publish(
    store: Store, person: Person, activity: Activity, here: ChatId, now: datetime
) -> tuple[Activity, int]:
    """Enter an activity under the community's next number and post its card in every group it
    is for but `here`, where the answer is the card. Returns it and the number of groups
    the card was posted to.
    """
    added = enter(store, person, activity, now)
    groups = [each for each in posting.groups(store, activity) if each.id != here]
    for chat in groups:
        posting.post_card(store, chat.id, added.id, now)
    return added, len(groups)


def enter(store: Store, person: Person, activity: Activity, now: datetime) -> Activity:
    """Enter an activity under the community's next number, without telling anybody.

    Raises UserError for one that can't be, or who may not.
    """
    require_staff(store, person, activity.community_id, now)
    refuse(fault_of(activity, now), activity)
    number = store.communities.take_number(activity.community_id)
    added = store.activities.add(replace(activity, number=number), now)
    schedule(store, added, now)
    _record(store, person, added, now)
    return added


def _record(store: Store, person: Person, activity: Activity, now: datetime) -> None:
    shown = ("title", "starts_at", "ends_at", "place", "seats")
    entry = Entry(
        Deed.PUBLISH,
        activity.community_id,
        actor_id=person.id,
        activity_id=activity.id,
        after=auditing.facts(activity, shown),
    )
    store.audit.add(entry, now)
    undo.note(store, person, activity.community_id, Deed.PUBLISH, {"activity": activity.id}, now)
