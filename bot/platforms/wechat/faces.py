"""What a card shows once it was pressed."""

from bot.delivery.toasts import toast
from bot.delivery.wording import Wording
from bot.platform import Worded
from bot.platforms.wechat.cards import Body, card, chosen
from storage.database import Database
from storage.records import record
from storage.store import Store
from storage.types import Activity, Address, Answered, Community, OutboxRow


@record
class Press:
    """A button of a card, pressed in a chat; `task` names the card."""

    chat: Address
    task: str
    key: str


@record
class Face:
    """A card anew; `is_private`: it is meant for who pressed alone."""

    card: Body
    is_private: bool


@record
class _Pressed:
    row: OutboxRow
    activity: Activity | None
    community: Community | None


class Faces:
    """An activity's card is shown as it stands now, any other as it was; a note stands on the card
    of who pressed alone.
    """

    def __init__(self, database: Database, wording: Wording) -> None:
        self._database = database
        self._wording = wording

    async def after(self, press: Press, answered: Answered) -> Face | None:
        """Return what a press has made of its card; None for a card that nobody knows."""
        pressed = await self._database.read(lambda store: _find(store, press))
        if pressed is None:
            return None
        note = await toast(self._database, self._wording, press.chat, answered) or ""
        message, is_live = self._word(pressed)
        first = press.task.rpartition("-")[2]
        shown = card(message, int(first) if first.isdecimal() else 0, note=note, is_whole=True)
        shown["task_id"] = press.task
        if not (is_live or note):
            shown = chosen(shown, press.key)
        return Face(shown, is_private=bool(note))

    def _word(self, pressed: _Pressed) -> tuple[Worded, bool]:
        words = self._wording.of(pressed.community)
        if pressed.activity is not None:
            return words.card(str(pressed.row.id), pressed.activity), True
        return words.row(pressed.row, None), False


def known_by(task: str) -> str:
    """Return the message that a card belongs to."""
    return task.partition("-")[0]


def _find(store: Store, press: Press) -> _Pressed | None:
    chat = store.chats.find(press.chat)
    row = store.outbox.by_message(chat.id, known_by(press.task)) if chat else None
    if chat is None or row is None:
        return None
    is_live = row.is_card and row.activity_id is not None
    activity = store.activities.get(row.activity_id) if is_live and row.activity_id else None
    return _Pressed(row, activity, store.chats.with_readers(chat.id)[1])
