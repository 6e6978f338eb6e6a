"""Who is told what concerns a sign-up."""

from sqlalchemy import ColumnElement, Select, case, select

from storage.models.activities import signups
from storage.models.people import people
from storage.models.statements import columns
from storage.types import Person

_subjects = people.alias("subjects")


def listeners(*conditions: ColumnElement[bool]) -> Select[tuple[Person]]:
    """Return whom to tell, each once, about the sign-ups of which the conditions hold: the person,
    and for somebody without an account whoever signed them up.
    """
    hears = case((_subjects.c.keeper_id.is_(None), _subjects.c.id), else_=signups.c.registrar_id)
    heard = select(hears).join(_subjects, _subjects.c.id == signups.c.person_id).where(*conditions)
    return select(*columns(people, Person)).where(people.c.id.in_(heard)).order_by(people.c.id)
