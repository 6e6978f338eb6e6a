"""What a document says: a text as it stands, a table as a list of people (a 接龙)."""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath

# Longer ones are no list of people.
LARGEST = 512 * 1024
_UNPACKED = 16 * 1024 * 1024
_CHARACTERS = 20_000
_ROWS, _COLUMNS = 400, 16
_NAME = re.compile(r"(?:您的|参加者?|报名人?)?(?:姓名|名字|昵称|称呼)|name", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:参加|报名|同行)?(?:人数|总人数|几人)(?:[(（].*)?|size|people", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:序号|编号|号)|no\.?|#", re.IGNORECASE)

Rows = Sequence[Sequence[object]]


async def read(name: str, data: bytes) -> str:
    """Return the words of a document; nothing of one that is too large, or of another kind."""
    kind = PurePath(name).suffix.lower()
    if len(data) > LARGEST or not is_readable(name):
        return ""
    if kind == ".txt":
        return _text(data)[:_CHARACTERS].strip()
    read_rows = _workbook if kind == ".xlsx" else _separated
    rows = await asyncio.to_thread(read_rows, data)
    cells = [[_cell(each) for each in row] for row in rows]
    head = ("#接龙", PurePath(name).stem)
    return "\n".join((*head, *_lines(cells)))[:_CHARACTERS] if rows else ""


def is_readable(name: str) -> bool:
    """Whether a document of that name is worth fetching."""
    return PurePath(name).suffix.lower() in (".txt", ".xlsx", ".csv")


def _text(data: bytes) -> str:
    """Read a text as it was saved by a phone, or by Windows."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _separated(data: bytes) -> Rows:
    """Return the rows of a text with commas; none where it isn't one."""
    try:
        return [row[:_COLUMNS] for row in csv.reader(_text(data).splitlines()[:_ROWS])]
    except csv.Error:
        return []


def _workbook(data: bytes) -> Rows:
    """Return the rows of a workbook's first sheet; none where it can't be opened."""
    # Reading tables loads half a second of code, for which only a table is worth it.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _UNPACKED:
                return []
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return list(sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError):
        return []


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a numbered line for each person: the name first, then how many, then the rest."""
    heads = next((at for at, row in enumerate(rows) if any(map(_NAME.fullmatch, row))), None)
    header = rows[heads] if heads is not None else ()
    number = 0
    for row in rows[heads + 1 if heads is not None else 0 :]:
        said = _line(header, row)
        if said:
            number += 1
            yield f"{number}. {said}"


def _line(header: Sequence[str], row: Sequence[str]) -> str:
    name, size, rest = "", "", []
    for at, cell in enumerate(row):
        head = header[at] if at < len(header) else ""
        if not cell or _NUMBER.fullmatch(head):
            continue
        if _NAME.fullmatch(head):
            name = cell
        elif _SIZE.fullmatch(head):
            size = f"{cell}人" if cell.isdecimal() else cell
        else:
            rest.append(cell)
    if header and not name:
        return ""
    return " ".join(filter(None, (name, size, *rest)))


def _cell(value: object) -> str:
    if value is None:
        return ""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return " ".join(str(whole).split())
