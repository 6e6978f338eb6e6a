"""Everything that can be said to the bot: the one list of routers."""

from handlers.commands import leaving, parties, rosters, signups
from handlers.questions import choosing
from handlers.router import Router


def all_commands() -> Router:
    """Build the router that knows every command. Raises ValueError when two claim one word."""
    router = Router()
    router.include(signups.router, leaving.router, parties.router, rosters.router)
    router.answers(choosing(router))
    return router
