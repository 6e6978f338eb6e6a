"""XML as Tencent writes it: one flat element of texts, read within bounds and written safely."""

from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

# A message has 2,048 bytes of text; larger bodies are nobody's message.
LARGEST = 64 * 1024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


class MalformedError(ValueError):
    """A body is not what Tencent sends."""


def parse(body: bytes | str) -> dict[str, Any]:
    """Return the children of `<xml>` by name: texts, or dictionaries and lists of them.

    Raises MalformedError for what is too large, no XML, has a document type or entities, or isn't
    built as a message is.
    """
    raw = body.encode() if isinstance(body, str) else body
    if len(raw) > LARGEST:
        raise MalformedError("too large")
    # Entities need a declaration, in whatever case and encoding; ours come in UTF-8.
    if any(word in raw.upper() for word in _FORBIDDEN):
        raise MalformedError("a document type or entities")
    try:
        read = xmltodict.parse(raw, encoding="utf-8", disable_entities=True)
    except (ExpatError, ValueError, RecursionError) as error:
        raise MalformedError(str(error)) from None
    fields = read.get("xml")
    if not isinstance(fields, dict):
        raise MalformedError("no <xml> with anything in it")
    return fields


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """Return a field that is a text; "" for one that isn't there. NUL, which no database takes,
    is left out.
    """
    value = fields.get(name)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def cdata(text: str) -> str:
    """Return a text as XML that nothing in it can end early; what XML can't hold is left out."""
    held = "".join(each for each in text if each in "\t\n\r" or each >= " ").replace("\ufffe", "")
    return f"<![CDATA[{held.replace(']]>', ']]]]><![CDATA[>')}]]>"


def write(fields: Mapping[str, str | int]) -> str:
    """Return `<xml>` with these fields; numbers stand bare, as Tencent's own do."""
    inner = "".join(
        f"<{name}>{value if isinstance(value, int) else cdata(value)}</{name}>"
        for name, value in fields.items()
    )
    return f"<xml>{inner}</xml>"
