"""The tables. Importing this package fills `metadata`."""

from storage.models import activities, messages, people, reach, records, sandbox
from storage.models.base import metadata

__all__ = ["activities", "messages", "metadata", "people", "reach", "records", "sandbox"]
