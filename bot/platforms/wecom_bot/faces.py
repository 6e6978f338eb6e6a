"""What a card shows once it was pressed."""

from collections.abc import Mapping
from typing import Any

from bot.delivery.toasts import toast
from bot.delivery.wording import Wording
from bot.platform import Worded
from bot.platforms.wecom_bot import encode
from bot.platforms.wecom_bot.decode import NAME
from storage.database import Database
from storage.records import record
from storage.store import Store
from storage.types import Activity, Address, Answered, Community, OutboxRow


@record
class _Pressed:
    row: OutboxRow
    activity: Activity | None
    community: Community | None


class Faces:
    """Answers presses: an activity's card as it stands now, any other as it was. A note stands on
    the card of who pressed alone.
    """

    def __init__(self, database: Database, wording: Wording, account: str) -> None:
        self._database = database
        self._wording = wording
        self._account = account

    async def after(self, body: Mapping[str, Any], answered: Answered) -> encode.Body | None:
        """Return the answer to a press; None for a card that nobody knows."""
        event = body["event"].get("template_card_event") or body["event"]
        task, presser = str(event["task_id"]), str(body["from"]["userid"])
        group = body["chatid"] if body.get("chattype") == "group" else presser
        address = Address(NAME, self._account, str(group))
        known = task.partition("-")[0]
        pressed = await self._database.read(lambda store: _find(store, address, known))
        if pressed is None:
            return None
        note = await toast(self._database, self._wording, address, answered) or ""
        message, is_live = self._word(pressed)
        first = task.rpartition("-")[2]
        shown = encode.card(
            message, int(first) if first.isdecimal() else 0, note=note, is_whole=True
        )
        chosen = None if is_live or note else str(event["event_key"])
        return encode.update(shown, task, chosen, presser if note else None)

    def _word(self, pressed: _Pressed) -> tuple[Worded, bool]:
        words = self._wording.of(pressed.community)
        if pressed.activity is not None:
            return words.card(str(pressed.row.id), pressed.activity), True
        return words.row(pressed.row, None), False


def _find(store: Store, address: Address, known: str) -> _Pressed | None:
    chat = store.chats.find(address)
    row = store.outbox.by_message(chat.id, known) if chat else None
    if chat is None or row is None:
        return None
    is_live = row.is_card and row.activity_id is not None
    activity = store.activities.get(row.activity_id) if is_live and row.activity_id else None
    return _Pressed(row, activity, store.chats.with_readers(chat.id)[1])
