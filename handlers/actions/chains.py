"""What the organiser hears of a freed seat: one line, from who gave it up to who took it."""

from datetime import datetime
from functools import reduce

from handlers.actions import cards, posting
from handlers.message import Reply, Text, text
from handlers.rules.quiet import quiet_until
from handlers.rules.seats import is_settled
from storage.store import Store
from storage.types import (
    Activity,
    Due,
    DueKind,
    LeftAs,
    Signup,
    SignupId,
    SignupState,
)

_WALK = 50
# Of a longer chain the middle is only counted.
_FIRST, _LAST = 3, 4
_REFUSED = (LeftAs.DECLINED, LeftAs.LAPSED)


def report(store: Store, activity: Activity, last: SignupId, now: datetime) -> None:
    """Tell the organiser how the chain ended that `last` took the seat in, or was the last to
    refuse it; after the quiet hours, if it is in them. Who only got a new seat is no chain.
    """
    if is_settled(activity, now) or len(_links(store, last)) == 0:
        return
    quiet = quiet_until(store.communities.get(activity.community_id), now)
    if quiet is not None:
        store.due.move(DueKind.REPORT, last, quiet)
        return
    _tell(store, activity, last, now)


def report_due(store: Store, due: Due, now: datetime) -> None:
    """Tell the organiser what the night held back."""
    signup = store.signups.get(SignupId(due.subject_id))
    if signup is None:
        store.due.skip(due, "the sign-up is gone")
        return
    activity = store.activities.get(signup.activity_id)
    if is_settled(activity, now):
        store.due.skip(due, "it had begun, or would not happen")
    else:
        _tell(store, activity, signup.id, now)


def _tell(store: Store, activity: Activity, last: SignupId, now: datetime) -> None:
    links = [_word(store, signup) for signup in _links(store, last)]
    end = store.signups.get(last)
    if end is None or not links:
        return
    links.append(
        text("chain-nobody")
        if end.left_as in _REFUSED
        else text("chain-taken", name=store.people.get(end.person_id).name)
    )
    if len(links) > _FIRST + _LAST + 1:
        more = text("chain-more", count=len(links) - _FIRST - _LAST)
        links = [*links[:_FIRST], more, *links[-_LAST:]]
    chain = reduce(lambda before, after: text("chain-then", before=before, after=after), links)
    told: Text = text("chain-report", what=cards.name(activity), chain=chain)
    organiser = store.people.get(activity.organiser_id)
    reply = Reply(told, activity=activity.id)
    posting.tell(store, activity.community_id, [organiser], reply, now)


def _links(store: Store, last: SignupId) -> list[Signup]:
    """Return who had the seat before, or refused it, the first one first."""
    end = store.signups.get(last)
    found: list[Signup] = [end] if end is not None and end.left_as in _REFUSED else []
    before = end.freed_by if end is not None else None
    while before is not None and len(found) < _WALK:
        signup = store.signups.get(before)
        if signup is None:
            break
        found.append(signup)
        before = signup.freed_by if signup.left_as in _REFUSED else None
    return found[::-1]


def _word(store: Store, signup: Signup) -> Text:
    name = store.people.get(signup.person_id).name
    if signup.state is not SignupState.LEFT:
        return text("chain-fewer", name=name)
    return text(f"chain-link-{signup.left_as or LeftAs.WITHDRAWN}", name=name)
