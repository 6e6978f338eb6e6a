"""Everything that can be said to the bot: the one list of routers."""

from handlers import homes
from handlers.commands import (
    accounts,
    activities,
    claims,
    confidences,
    copying,
    covers,
    facts,
    forwarding,
    groups,
    jielong,
    leaving,
    links,
    minimum,
    notes,
    organising,
    overrides,
    parties,
    people,
    posters,
    previews,
    publishing,
    records,
    reminders,
    resending,
    roles,
    rosters,
    setup,
    signups,
    timetables,
    undo,
    units,
)
from handlers.commands.help import helping
from handlers.questions import choosing
from handlers.router import Router

# Who comes first is asked first.
_IN_ORDER = (
    activities,
    publishing,
    timetables,
    copying,
    organising,
    minimum,
    reminders,
    links,
    covers,
    notes,
    confidences,
    overrides,
    # Before the sign-ups: a pasted list is none, and 改为+1 is a change of one.
    jielong,
    posters,
    forwarding,
    parties,
    signups,
    leaving,
    undo,
    claims,
    rosters,
    people,
    accounts,
    units,
    roles,
    records,
    groups,
    setup,
    resending,
    facts,
    # After all others: what none of them could read.
    previews,
)


def all_commands() -> Router:
    """Build the router that knows every command. Raises ValueError when two claim one word."""
    router = Router()
    router.include(*(each.router for each in _IN_ORDER), helping(router))
    router.answers(choosing(router))
    router.answers(homes.choosing(router))
    return router
