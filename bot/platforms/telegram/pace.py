"""How fast a whole account may send."""

import asyncio


class Pace:
    """At most `per_second` sends a second, a second's worth at once; None for any number."""

    def __init__(self, per_second: int | None) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._next = 0.0

    @property
    def is_limited(self) -> bool:
        return self._gap > 0

    async def wait(self) -> None:
        """Return when it is this send's turn."""
        if not self._gap:
            return
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - 1) + self._gap
        if self._next > now:
            await asyncio.sleep(self._next - now)
