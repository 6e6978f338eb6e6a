"""Taking back that one stands in for somebody."""

from handlers.actions import cards, leaving, posting
from handlers.actions.undoing import places
from handlers.actions.undoing.step import Step, Taken
from handlers.message import Reply, text
from storage.types import SignupId, SignupState


def give_back(step: Step) -> Taken:
    """Give the seat back to whose it was; nobody is looked for any more."""
    signup = step.signup()
    places.require_ahead(step)
    stand_in = step.store.signups.get(SignupId(step.kept("to")))
    if stand_in is None or stand_in.state is not SignupState.CONFIRMED or stand_in.size > 1:
        raise step.refusal("changed")
    if step.store.signups.active(step.activity.id, signup.person_id) is not None:
        raise step.refusal("changed")
    places.require_free(step, signup)
    step.store.signups.set_state(stand_in.id, SignupState.LEFT, step.now)
    leaving.forget(step.store, stand_in)
    step.store.signups.restore(signup.id, SignupState.CONFIRMED, step.now)
    _tell(step)
    return places.settled(step, signup, step.activity)


def _tell(step: Step) -> None:
    """Tell who has to come again after all, and the organiser."""
    store, activity = step.store, step.activity
    owner = store.people.get(step.signup().person_id)
    news = text(
        "cover-returned",
        name=step.person.name,
        what=cards.name(activity),
        when=cards.span(activity),
        number=activity.number,
    )
    told = Reply(news, activity=activity.id)
    posting.tell(store, activity.community_id, [owner], told, step.now)
    organiser = store.people.get(activity.organiser_id)
    if organiser.id not in (owner.id, step.person.id):
        report = text(
            "cover-returned-news",
            name=step.person.name,
            other=owner.name,
            what=cards.name(activity),
        )
        told = Reply(report, activity=activity.id)
        posting.tell(store, activity.community_id, [organiser], told, step.now)
