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


def all_commands() -> Router:
    """Build the router that knows every command. Raises ValueError when two claim one word."""
    router = Router()
    router.include(
        activities.router,
        publishing.router,
        timetables.router,
        copying.router,
        organising.router,
        minimum.router,
        reminders.router,
        links.router,
        covers.router,
        notes.router,
        confidences.router,
        overrides.router,
        # Before the sign-ups: a pasted list is none, and 改为+1 is a change of one.
        jielong.router,
        posters.router,
        forwarding.router,
        parties.router,
        signups.router,
        leaving.router,
        undo.router,
        claims.router,
        rosters.router,
        people.router,
        accounts.router,
        units.router,
        roles.router,
        records.router,
        groups.router,
        setup.router,
        resending.router,
        facts.router,
        # After all others: what none of them could read.
        previews.router,
        helping(router),
    )
    router.answers(choosing(router))
    router.answers(homes.choosing(router))
    return router
