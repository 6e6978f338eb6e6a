"""What holds for every text and every moment, whatever it says."""

import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.language.normalise import fold
from handlers.language.when import When, read_when

SHANGHAI = ZoneInfo("Asia/Shanghai")
PHRASES = [
    line.split("\t")[0]
    for line in Path(__file__).with_name("when.tsv").read_text("utf-8").splitlines()[1:]
    if not line.startswith("#")
]
PIECES = sorted({piece for each in PHRASES for piece in re.findall(r"\d+|\w|\W", each)})
FIRST = datetime(2001, 1, 1, tzinfo=SHANGHAI)
LAST_MINUTE = 90 * 365 * 24 * 60
moments = st.integers(0, LAST_MINUTE).map(lambda minutes: FIRST + timedelta(minutes=minutes))
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map(" ".join),
    st.tuples(st.sampled_from(PHRASES), st.sampled_from(PHRASES), st.integers(0, 12)).map(
        lambda both: both[0][: both[2]] + both[1]
    ),
)


def instant(when: When, *, of_end: bool) -> datetime:
    moment = when.end if of_end else when.start
    assert moment is not None
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), SHANGHAI).astimezone(UTC)


@settings(max_examples=600, deadline=None)
@given(texts, moments)
def test_any_text_reads_as_a_sound_time_or_none(text: str, now: datetime) -> None:
    folded = fold(text)
    when = read_when(folded, now)
    if when is None:
        return
    assert when.start is not None
    if when.end is not None:
        assert instant(when, of_end=True) >= instant(when, of_end=False)
        assert isinstance(when.start, datetime) == isinstance(when.end, datetime)
    if isinstance(when.start, datetime):
        assert when.start.tzinfo is now.tzinfo
        assert when.start.second == when.start.microsecond == 0
    assert when.rrule is None or when.rrule.startswith("FREQ=")
    ends = [0, *(end for _start, end in when.spans)]
    for before, (start, end) in zip(ends, when.spans, strict=False):
        assert before <= start < end <= len(folded.text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PHRASES), moments)
def test_what_is_left_says_the_same_with_words_around_it(phrase: str, now: datetime) -> None:
    """Blanks and full stops around a time change nothing."""
    alone = read_when(fold(phrase), now)
    framed = read_when(fold(f"  {phrase} 。"), now)
    assert (alone is None) == (framed is None)
    if alone and framed:
        assert (alone.start, alone.end, alone.rrule) == (framed.start, framed.end, framed.rrule)


def test_the_rest_of_a_command_can_be_cut() -> None:
    words = fold("發佈活動 從週六上午９點到１１點 陳乾家門口 環境整治 20人")
    when = read_when(words, datetime(2026, 11, 22, 10, 0, tzinfo=SHANGHAI))
    assert when is not None
    ((start, end),) = when.spans
    assert words.cut(start, end) == "從週六上午９點到１１點"
    assert words.cut(end) == "陳乾家門口 環境整治 20人"
