"""The full list, posted once when sign-ups have closed; any other time it is asked for."""

from datetime import datetime

from handlers.actions import pages, posting, rosters
from handlers.actions.rosters import Cursor, Sight
from handlers.message import Button, Lines, Reply, text
from handlers.rules import reminding as rules
from handlers.rules.quiet import quiet_until
from storage.store import Store
from storage.types import Activity, ActivityId, Due, DueKind


def post_or_hold(store: Store, activity: Activity, now: datetime) -> None:
    """Post the list into the groups of an activity whose sign-ups have just closed; in the quiet
    hours when they are over, if that is before the start.
    """
    community = store.communities.get(activity.community_id)
    if quiet_until(community, now) is None:
        post(store, activity, now)
        return
    held = rules.held_until(community, activity.starts_at, now)
    if held is not None:
        store.due.move(DueKind.LIST, activity.id, held)


def list_due(store: Store, due: Due, now: datetime) -> None:
    """Post what the quiet hours held back."""
    activity = store.activities.get(ActivityId(due.subject_id))
    if rules.is_ahead(activity, now):
        post(store, activity, now)
    else:
        store.due.skip(due, "the activity had begun, or will not happen")


def post(store: Store, activity: Activity, now: datetime) -> None:
    """Post the list; not where the bot is muted, nor of a hushed activity, nor an empty one."""
    if activity.is_quiet or not activity.taken:
        return
    seen = Sight(names=not activity.masks_names, registrars=False)
    page = rosters.read_page(store, activity, Cursor(), seen)
    lines = pages.worded(page, now)
    buttons: tuple[Button, ...] = ()
    if page.following is not None:
        lines.append(text("list-more", last=page.last, total=page.total, number=activity.number))
        buttons = (pages.next_button(activity, page.following),)
    told = Reply(Lines((text("list-closed"), *lines)), buttons, activity=activity.id)
    for chat in posting.groups(store, activity):
        if chat.muted_until is None or chat.muted_until <= now:
            posting.post(store, chat.id, told, now)
