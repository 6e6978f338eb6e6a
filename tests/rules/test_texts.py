"""Wordings of one's own, laid over the built-in ones."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handlers.message import text
from handlers.texts import Reader, Texts
from tests.activity import NOW

READER = Reader(ZoneInfo("Asia/Shanghai"), NOW)
KEY = "activity-name"


def worded(folder: Path, own: str) -> str:
    """What the key says when a deployment has written its own source."""
    (folder / "zh-Hans").mkdir()
    (folder / "zh-Hans" / "own.ftl").write_text(own, "utf-8")
    said = text(KEY, number=3, title="扫雪")
    return Texts(folder).in_language("zh-Hans").word(said, READER)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("activity-name = 【{ $title }】第{ $number }号\n", "【扫雪】第3号"),
        ("activity-name = { $number ->\n  [3] 三号\n *[other] 别的\n }\n", "三号"),
        ("activity-name = { button-join }{ $title }\n", "报名扫雪"),
        ('own-mark = ※\nactivity-name = { own-mark }{ $title }{ "}" }\n', "※扫雪}"),
        ("something-else = 别的\n", "3号活动“扫雪”"),
    ],
)
def test_what_is_written_there_wins(tmp_path: Path, own: str, said: str) -> None:
    assert worded(tmp_path, own) == said


def test_a_deployment_writes_what_it_wants_and_no_more(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    assert texts.in_language("en").word(text("button-join"), READER)
    with pytest.raises(KeyError):
        texts.in_language("fr")
