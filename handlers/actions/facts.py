"""What the card of an activity tells, one fact at a time."""

from handlers.actions import cards
from handlers.language.asking import Fact
from handlers.message import Text, text
from handlers.rules.activities import deadline
from storage.store import Store
from storage.types import Activity


def told(store: Store, activity: Activity, fact: Fact) -> Text:
    """Word one fact of an activity as an answer."""
    what = cards.name(activity)
    match fact:
        case Fact.CLOSES:
            return text("fact-closes", what=what, when=deadline(activity))
        case Fact.WHEN:
            return text("fact-when", what=what, when=cards.span(activity))
        case Fact.WHERE:
            return text("fact-where", what=what, place=activity.place)
        case Fact.SEATS:
            return text("fact-seats", what=what, seats=cards.seats(activity))
        case Fact.BRING:
            return _bring(activity)
        case Fact.ORGANISER:
            organiser = store.people.get(activity.organiser_id)
            return text("fact-organiser", what=what, name=organiser.name)


def _bring(activity: Activity) -> Text:
    """Word what to bring; where it isn't said the remark may tell."""
    what = cards.name(activity)
    if activity.bring:
        return text("fact-bring", what=what, bring=activity.bring)
    if activity.remark:
        return text("fact-remark", what=what, remark=activity.remark)
    return text("fact-bring-nothing", what=what)
