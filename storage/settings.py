"""A few named values of the whole service."""

from sqlalchemy import bindparam, select

from storage.connection import Connection
from storage.models import people as tables
from storage.models.statements import insert_into

_settings = tables.settings
_GET = select(_settings.c.value).where(_settings.c.name == bindparam("name"))
_SET = insert_into(_settings, "name", "value").on_conflict_do_update(
    index_elements=["name"], set_={"value": bindparam("value", type_=_settings.c.value.type)}
)


class Settings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        value: str | None = self._connection.value(_GET, name=name)
        return value

    def put(self, name: str, value: str) -> None:
        self._connection.run(_SET, name=name, value=value)
