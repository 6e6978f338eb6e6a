"""Pictures the bot draws: off the loop, each once as long as it is remembered."""

import asyncio
from functools import lru_cache

from handlers.message import Poster

REMEMBERED = 16


async def draw(poster: Poster) -> bytes:
    """Return a poster as PNG."""
    return await asyncio.to_thread(_drawn, poster)


@lru_cache(REMEMBERED)
def _drawn(poster: Poster) -> bytes:
    # What draws is loaded with the first poster: most processes never need it.
    from bot.pictures.poster import render  # noqa: PLC0415

    return render(poster)
