"""What a message says about signing up."""

from enum import StrEnum

from storage.records import record


class Meaning(StrEnum):
    """What the message is about. Declining (参加不了) counts as CANCEL."""

    SIGNUP = "signup"
    CANCEL = "cancel"
    QUESTION = "question"
    NONE = "none"


class Act(StrEnum):
    """What the bot may do with it: act without a word, ask first, or keep silent."""

    ACT = "act"
    ASK = "ask"
    IGNORE = "ignore"


@record
class SignupReading:
    """A message as a sign-up, a withdrawal or neither.

    `size` is the heads this message signs up, the speaker included when they come along; None
    unless SIGNUP. `number` and `title` name the activity. `other` is for whom, as written (王奶奶,
    我妈), None for the speaker. `companions` are the names given for guests.
    """

    meaning: Meaning
    act: Act
    size: int | None = None
    number: int | None = None
    title: str | None = None
    other: str | None = None
    companions: tuple[str, ...] = ()


NOTHING = SignupReading(Meaning.NONE, Act.IGNORE)
QUESTION = SignupReading(Meaning.QUESTION, Act.IGNORE)
