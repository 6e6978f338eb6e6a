"""What a person may still be sent: messages since they wrote, and templates they agreed to."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.connection import Connection
from storage.models.reach import template_credits as tapped
from storage.models.reach import windows
from storage.models.statements import columns, insert_into
from storage.records import record
from storage.types import Address


@record
class Window:
    """How many messages are left until it closes."""

    remaining: int
    closes_at: datetime


_WHO = (
    windows.c.platform == bindparam("platform_is"),
    windows.c.account == bindparam("account_is"),
    windows.c.external_id == bindparam("external_is"),
)
_TAPPED = (
    tapped.c.platform == bindparam("platform_is"),
    tapped.c.account == bindparam("account_is"),
    tapped.c.external_id == bindparam("external_is"),
    tapped.c.template == bindparam("template_is"),
)
_GET = select(*columns(windows, Window)).where(*_WHO)
_OPEN = insert_into(
    windows, "platform", "account", "external_id", "remaining", "closes_at"
).on_conflict_do_update(
    index_elements=["platform", "account", "external_id"],
    set_={
        "remaining": bindparam("remaining", type_=windows.c.remaining.type),
        "closes_at": bindparam("closes_at", type_=windows.c.closes_at.type),
    },
)
_SPEND = (
    update(windows).where(*_WHO, windows.c.remaining > 0).values(remaining=windows.c.remaining - 1)
)
_CLOSE = update(windows).where(*_WHO).values(remaining=0)
_CREDITS = select(tapped.c.remaining).where(*_TAPPED)
_EARN = insert_into(
    tapped, "platform", "account", "external_id", "template", remaining=1
).on_conflict_do_update(
    index_elements=["platform", "account", "external_id", "template"],
    set_={"remaining": tapped.c.remaining + 1},
)
_USE = (
    update(tapped).where(*_TAPPED, tapped.c.remaining > 0).values(remaining=tapped.c.remaining - 1)
)
_FORFEIT = update(tapped).where(*_TAPPED).values(remaining=0)


class Windows:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, who: Address) -> Window | None:
        return self._connection.one(_GET, Window, **_named(who))

    def open(self, who: Address, remaining: int, closes_at: datetime) -> None:
        """Note that somebody wrote: from now on they may be sent so many messages until then."""
        self._connection.run(
            _OPEN,
            platform=who.platform,
            account=who.account,
            external_id=who.external_id,
            remaining=remaining,
            closes_at=closes_at,
        )

    def spend(self, who: Address) -> None:
        """Note that one message of somebody's window was sent."""
        self._connection.run(_SPEND, **_named(who))

    def close(self, who: Address) -> None:
        """Note that the platform takes no more for somebody."""
        self._connection.run(_CLOSE, **_named(who))

    def credits(self, who: Address, template: str) -> int:
        """Return how many messages of a template somebody has agreed to."""
        found = self._connection.value(_CREDITS, template_is=template, **_named(who))
        return int(found or 0)

    def earn(self, who: Address, template: str) -> None:
        """Note that somebody agreed to one message of a template."""
        self._connection.run(
            _EARN,
            platform=who.platform,
            account=who.account,
            external_id=who.external_id,
            template=template,
        )

    def use(self, who: Address, template: str) -> None:
        """Note that a message of a template was sent."""
        self._connection.run(_USE, template_is=template, **_named(who))

    def forfeit(self, who: Address, template: str) -> None:
        """Note that somebody wants no more messages of a template."""
        self._connection.run(_FORFEIT, template_is=template, **_named(who))


def _named(who: Address) -> dict[str, str]:
    return {
        "platform_is": who.platform,
        "account_is": who.account,
        "external_is": who.external_id,
    }
