"""Tencent counts bytes; a text is never cut inside a character."""

CUT = "…"


def cut(text: str, limit: int) -> str:
    """Return a text of at most `limit` bytes; what is cut ends in an ellipsis."""
    raw = text.encode("utf-8", "replace")
    if len(raw) <= limit:
        return raw.decode()
    return raw[: limit - len(CUT.encode())].decode("utf-8", "ignore") + CUT


def split(text: str, limit: int) -> list[str]:
    """Return a text in parts of at most `limit` bytes, cut between lines where there are any."""
    parts: list[str] = []
    rest = text
    while len(rest.encode("utf-8", "replace")) > limit:
        head = rest.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
        end = head.rfind("\n")
        part = head[:end] if end > 0 else head
        parts.append(part)
        rest = rest[len(part) :].removeprefix("\n")
    return [*parts, rest]
