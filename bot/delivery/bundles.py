"""Which waiting rows travel as one message."""

from collections.abc import Iterator, Sequence

from bot.delivery.wording import Words
from bot.platform import Worded
from storage.records import record
from storage.types import Activity, ChatKind, OutboxKind, OutboxRow


@record
class Waiting:
    """An unsent row with what its words need: the activity of a card, the name of who is answered."""

    row: OutboxRow
    activity: Activity | None
    name: str


@record
class Bundle:
    """Rows that are sent as one message."""

    rows: tuple[OutboxRow, ...]
    message: Worded


def single(waiting: Sequence[Waiting], words: Words) -> list[Bundle]:
    """Give each row a message of its own."""
    return [Bundle((each.row,), words.row(each.row, each.activity)) for each in waiting]


def merged(waiting: Sequence[Waiting], words: Words, limit: int) -> list[Bundle]:
    """Join neighbouring answers that are nothing but text, as long as they fit."""
    return [_join(run, words) for run in _runs(waiting, words, limit)]


_Run = list[tuple[Waiting, Worded]]


def _runs(waiting: Sequence[Waiting], words: Words, limit: int) -> Iterator[_Run]:
    run: _Run = []
    size = 0
    for each in waiting:
        message = words.row(each.row, each.activity)
        length = len(message.text) + len(each.name) + 2
        if run and not (_is_plain(run[-1][0]) and _is_plain(each) and size + length <= limit):
            yield run
            run, size = [], 0
        run.append((each, message))
        size += length
    if run:
        yield run


def _is_plain(waiting: Waiting) -> bool:
    content = waiting.row.content
    is_answer = waiting.row.kind is OutboxKind.ANSWER
    return is_answer and not content.keys() & {"buttons", "question", "poster"}


def _join(run: _Run, words: Words) -> Bundle:
    rows = tuple(each.row for each, _ in run)
    if len(run) == 1:
        return Bundle(rows, run[0][1])
    return Bundle(rows, words.merged([(each.name, message) for each, message in run]))


def can_merge(kind: ChatKind) -> bool:
    """Answers are joined in groups, where somebody reads them anyway."""
    return kind is ChatKind.GROUP
