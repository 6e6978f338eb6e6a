"""The demo community, planted in a new database."""

from datetime import datetime

from storage.store import Store


def plant(store: Store, now: datetime) -> None:
    """Plant a small living community."""
