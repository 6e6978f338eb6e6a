"""How many must come at least, as it is said in notices, and what only looks like it.

Expected of a notice: its seats, the fewest, whether it is cancelled when fewer come.
"""

from datetime import datetime

import pytest

from handlers.language.minimum import Minimum, read_minimum
from handlers.language.normalise import fold
from handlers.language.notice import read_notice

NOW = datetime.fromisoformat("2026-11-22T10:00+08:00")
WHERE = "周六上午9点到11点 社区广场 包饺子"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20人 最少8人", (20, 8, None)),
        ("20人，至少8个人", (20, 8, None)),
        ("最少8人，最多20人", (20, 8, None)),
        ("名额20 不少于五人", (20, 5, None)),
        ("满10人开班", (None, 10, None)),
        ("20人 8人成行", (20, 8, None)),
        ("20人 最低成行人数：8", (20, 8, None)),
        ("20人 最少8人 人不够就取消", (20, 8, True)),
        ("20人 最少8人，不足则取消", (20, 8, True)),
        ("20人 最少8人 人不够也办", (20, 8, False)),
        ("20人 at least 8 people", (20, 8, None)),
        # What is no minimum.
        ("20人", (20, None, None)),
        ("20人 年满18岁", (20, None, None)),
        ("20人 至少提前10分钟到", (20, None, None)),
    ],
)
def test_in_a_notice(words: str, expected: tuple[int | None, int | None, bool | None]) -> None:
    notice = read_notice(fold(f"{WHERE} {words}"), NOW)
    assert (notice.seats, notice.min_heads, notice.cancels_when_short) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8", Minimum(8, None)),
        ("8人", Minimum(8, None)),
        ("八个人", Minimum(8, None)),
        ("改成8人", Minimum(8, None)),
        ("不限", Minimum(None, None)),
        ("不限人数", Minimum(None, None)),
        ("8人 人不够就取消", Minimum(8, cancels=True)),
        ("8，人不够也办", Minimum(8, cancels=False)),
        ("0", Minimum(0, None)),
        ("-5", None),
        ("要两个小时", None),
        ("", None),
    ],
)
def test_after_the_number(words: str, expected: Minimum | None) -> None:
    assert read_minimum(fold(words).text) == expected
