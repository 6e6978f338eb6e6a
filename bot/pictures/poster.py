"""The poster of an activity: what, when, where, and the code that leads to signing up."""

import io
from collections.abc import Sequence

import segno
from PIL import Image, ImageDraw

from bot.pictures.fonts import BOLD, REGULAR, drawable, font, wrap
from handlers.message import Poster

WIDTH, HEIGHT = 1080, 1440
_MARGIN = 80
_BAND = 520
_PAPER, _INK, _QUIET = "#fdf8f1", "#2b2b2b", "#8a6d55"
_RED, _DEEP, _GOLD = "#c8372d", "#a3241f", "#ffe3b3"
_TITLES = (150, 120, 104, 88, 72, 60, 48)
_TITLE_LINES = 3
_LINES = (46, 40, 34, 28)
_SIDE = 300
_GAP = 14
_QUIET_ZONE = 4


def render(poster: Poster) -> bytes:
    """Draw a poster as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    _band(draw, drawable(poster.heading), drawable(poster.title))
    foot = HEIGHT - _MARGIN - _SIDE
    _facts(draw, [drawable(each) for each in poster.lines], foot - 60)
    draw.line((_MARGIN, foot - 40, WIDTH - _MARGIN, foot - 40), fill="#e4d5c3", width=3)
    left = _MARGIN
    if poster.link is not None:
        image.paste(_code(poster.link), (_MARGIN, foot))
        left += _SIDE + 50
    _foot(draw, poster.foot_with_code if poster.link else poster.foot, left, foot)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _band(draw: ImageDraw.ImageDraw, heading: str, title: str) -> None:
    """The title on its coloured band, as large as it fits."""
    draw.rectangle((0, 0, WIDTH, _BAND), fill=_RED)
    draw.rectangle((0, _BAND - 14, WIDTH, _BAND), fill=_DEEP)
    draw.text((_MARGIN, 64), heading, font=font(44, REGULAR), fill=_GOLD)
    size, lines = _largest_title(title)
    height = int(size * 1.3)
    top = 140 + (_BAND - 170 - height * len(lines)) // 2
    for number, line in enumerate(lines):
        place = (_MARGIN, top + number * height)
        draw.text(place, line, font=font(size, BOLD), fill="white")


def _largest_title(title: str) -> tuple[int, list[str]]:
    for size in _TITLES:
        lines = wrap(title, font(size, BOLD), WIDTH - 2 * _MARGIN)
        if len(lines) <= _TITLE_LINES and len(lines) * size * 1.3 <= _BAND - 190:
            return size, lines
    return _TITLES[-1], wrap(title, font(_TITLES[-1], BOLD), WIDTH - 2 * _MARGIN)[:_TITLE_LINES]


def _facts(draw: ImageDraw.ImageDraw, facts: Sequence[str], until: int) -> None:
    """When, where and the rest, in the largest size in which all of it fits."""
    size, broken = _largest_facts(facts, until - _BAND - 60)
    height = int(size * 1.55)
    top = _BAND + 60
    for lines in broken:
        middle = top + int(size * 0.78)
        if top + height * len(lines) > until:
            return
        draw.ellipse((_MARGIN, middle - 6, _MARGIN + 12, middle + 6), fill=_RED)
        for number, line in enumerate(lines):
            place = (_MARGIN + 30, top + number * height)
            draw.text(place, line, font=font(size), fill=_INK)
        top += height * len(lines) + _GAP


def _largest_facts(facts: Sequence[str], room: int) -> tuple[int, list[list[str]]]:
    broken: list[list[str]] = []
    for size in _LINES:
        broken = [wrap(each, font(size), WIDTH - 2 * _MARGIN - 30) for each in facts]
        if sum(map(len, broken)) * int(size * 1.55) + _GAP * len(broken) <= room:
            return size, broken
    return _LINES[-1], broken


def _foot(draw: ImageDraw.ImageDraw, words: str, left: int, top: int) -> None:
    face = font(44, BOLD)
    lines = [
        line
        for each in words.splitlines()
        for line in wrap(drawable(each), face, WIDTH - _MARGIN - left)
    ]
    top += max((_SIDE - 64 * len(lines)) // 2, 0)
    for number, line in enumerate(lines):
        draw.text((left, top + number * 64), line, font=face, fill=_RED if number == 0 else _QUIET)


def _code(link: str) -> Image.Image:
    """Return a QR code on white with its quiet zone."""
    made = segno.make(link, error="m", micro=False)
    scale = max(_SIDE // made.symbol_size(border=_QUIET_ZONE)[0], 1)
    written = io.BytesIO()
    made.save(written, kind="png", scale=scale, border=_QUIET_ZONE)
    code = Image.open(io.BytesIO(written.getvalue())).convert("RGB")
    card = Image.new("RGB", (_SIDE, _SIDE), "white")
    card.paste(code, ((_SIDE - code.width) // 2, (_SIDE - code.height) // 2))
    return card
