"""Access tokens of accounts, shared by the processes that serve them."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from storage.connection import Connection
from storage.models.reach import access_tokens as tokens
from storage.models.statements import columns, insert_into
from storage.records import record

_OF = (
    tokens.c.platform == bindparam("platform_is"),
    tokens.c.account == bindparam("account_is"),
)
_NEVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@record
class AccessToken:
    """A token and until when it is good; `leased_until`: somebody fetches a new one until then."""

    token: str
    expires_at: datetime
    leased_until: datetime | None = None


_GET = select(*columns(tokens, AccessToken)).where(*_OF)
_OPEN = insert_into(
    tokens, "platform", "account", token="", expires_at=_NEVER
).on_conflict_do_nothing()
_LEASE = (
    update(tokens)
    .where(*_OF, or_(tokens.c.leased_until.is_(None), tokens.c.leased_until <= bindparam("now")))
    .values(leased_until=bindparam("until"))
    .returning(tokens.c.account)
)
_PUT = (
    update(tokens)
    .where(*_OF)
    .values(token=bindparam("token"), expires_at=bindparam("expires_at"), leased_until=None)
)
_RELEASE = update(tokens).where(*_OF).values(leased_until=None)


class Tokens:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, platform: str, account: str) -> AccessToken | None:
        return self._connection.one(_GET, AccessToken, platform_is=platform, account_is=account)

    def lease(self, platform: str, account: str, now: datetime, until: datetime) -> bool:
        """Take it on oneself to fetch a new token; False while somebody else does."""
        self._connection.run(_OPEN, platform=platform, account=account)
        return (
            self._connection.value(
                _LEASE, platform_is=platform, account_is=account, now=now, until=until
            )
            is not None
        )

    def put(self, platform: str, account: str, token: str, expires_at: datetime) -> None:
        """Keep the token that was fetched, and end the lease."""
        self._connection.run(
            _PUT, platform_is=platform, account_is=account, token=token, expires_at=expires_at
        )

    def release(self, platform: str, account: str) -> None:
        """End a lease without a token."""
        self._connection.run(_RELEASE, platform_is=platform, account_is=account)
