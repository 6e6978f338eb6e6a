"""海报, 文案: an activity as a picture, and as words to be pasted where the bot can't speak."""

from datetime import datetime

from handlers.actions import cards, tickets
from handlers.errors import UserError
from handlers.message import Button, Lines, Text, Wanted, text
from handlers.rules.seats import is_settled, refuse_joining
from storage.store import Store
from storage.types import Activity

# The setting that says where the code on posters leads.
LINK = "poster_link"


def poster(store: Store, activity: Activity, now: datetime) -> Wanted:
    """Return the parts of a poster. Raises UserError for an activity that is over."""
    tickets.open_to(activity)
    if is_settled(activity, now):
        raise UserError("poster-over", what=cards.name(activity))
    number = activity.number
    texts = {
        "heading": text("poster-heading", name=store.communities.get(activity.community_id).name),
        "title": text("poster-title", title=activity.title),
        "foot": text("poster-foot"),
        "foot_with_code": text("poster-foot-code", number=number),
        "caption": text("poster-caption", what=cards.name(activity), number=number),
        "caption_with_code": text("poster-caption-code", what=cards.name(activity), number=number),
    }
    when, where, _, *more = _facts(activity)
    facts = (when, where, _seats(activity), *more)
    return Wanted(texts, facts, tickets.issue(store, activity.id), link(store, activity))


def buttons(activity: Activity) -> tuple[Button, ...]:
    """Return what gives the words and the picture of an activity that no group was told of."""
    return (
        Button(text("button-words"), f"words:{activity.id}"),
        Button(text("button-poster"), f"poster:{activity.id}"),
    )


def link(store: Store, activity: Activity) -> str | None:
    """Return where people are sent to sign up, if the operator has said so."""
    given = store.settings.get(LINK)
    if not given:
        return None
    ticket = tickets.issue(store, activity.id)
    return given.replace("{ticket}", ticket).replace("{number}", str(activity.number))


def words(store: Store, activity: Activity, now: datetime) -> Lines:
    """Return the announcement of an activity as it stands, to be pasted."""
    lines = [text("poster-words", title=activity.title), *_facts(activity)]
    if refuse_joining(activity, now) is None:
        where = link(store, activity)
        lines.append(text("poster-join-link", link=where) if where else text("poster-join"))
    return Lines(tuple(lines))


def _seats(activity: Activity) -> Text:
    """Return how many may come: on paper nobody counts on."""
    if activity.seats is None:
        return text("publishing-unlimited")
    return text("publishing-seats", seats=activity.seats)


def _facts(activity: Activity) -> tuple[Text, ...]:
    lines = [
        text("activity-card-when", when=cards.span(activity)),
        text("activity-card-place", place=activity.place),
        cards.seats(activity),
    ]
    if activity.bring:
        lines.append(text("activity-card-bring", bring=activity.bring))
    if activity.remark:
        lines.append(text("activity-card-remark", remark=activity.remark))
    if activity.closes_at:
        lines.append(text("activity-card-closes", when=activity.closes_at))
    return tuple(lines)
