"""What must hold for any message, whatever it says."""

import string
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from handlers.language.normalise import fold
from handlers.language.signup import Act, Meaning, SignupReading, read_signup
from handlers.language.signup.lexicon import LEXICON

TITLES = ("环境整治", "周六社区大清洁")
SURE = (
    "我参加",
    "我报名",
    "报名",
    "+1",
    "算我一个",
    "我和老伴一起参加",
    "替王奶奶报名",
    "我参加 带2人",
    "3人报名",
    "我也参加",
    "环境整治我参加",
    "我参加 3",
    "收到，我参加",
)
# Each of these, wherever it stands, leaves a doubt at least.
DOUBTS = (
    "不",
    "没",
    "别",
    "?",
    "吗",
    "谁",
    "如果",
    "他说",
    "听说",
    "昨天",
    "怎么",
    "下次",
    "等通知再",
)
chatter = st.lists(st.sampled_from([*LEXICON, "我", "，", " ", "2", "人", "号", "过"])).map("".join)
anything = st.text(max_size=80) | chatter


def read(text: str) -> SignupReading:
    return read_signup(fold(text), TITLES)


def is_silent_signup(text: str) -> bool:
    reading = read(text)
    return (reading.meaning, reading.act) == (Meaning.SIGNUP, Act.ACT)


@given(anything)
def test_any_text_is_read_within_the_contract(text: str) -> None:
    reading = read(text)
    if reading.meaning in (Meaning.NONE, Meaning.QUESTION):
        assert reading.act is Act.IGNORE
    else:
        assert reading.act is not Act.IGNORE
    assert (reading.size is not None) == (reading.meaning is Meaning.SIGNUP)
    assert reading.size is None or reading.size >= 1
    assert reading.title in (*TITLES, None)


@given(anything)
def test_people_are_named_as_they_were_written(text: str) -> None:
    reading = read(text)
    for name in (reading.other, *reading.companions):
        assert name is None or name in fold(text).cut()


@given(anything, st.sampled_from("?？吗"))
def test_a_question_signs_nobody_up(text: str, mark: str) -> None:
    assert not is_silent_signup(text + mark)


@pytest.mark.parametrize("sure", SURE)
def test_the_sure_ones_are_sure(sure: str) -> None:
    assert is_silent_signup(sure)


@pytest.mark.parametrize("sure", SURE)
@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubt_anywhere_keeps_the_bot_from_acting(sure: str, doubt: str) -> None:
    for at in range(len(sure) + 1):
        assert not is_silent_signup(sure[:at] + doubt + sure[at:])


@given(st.sampled_from(SURE), st.text("甲乙丙庚壬癸寅卯", min_size=1, max_size=6))
def test_words_nobody_knows_keep_the_bot_from_acting(sure: str, words: str) -> None:
    assert not is_silent_signup(sure + words)
    assert not is_silent_signup(words + sure)


@pytest.mark.parametrize("sure", SURE)
@pytest.mark.parametrize(
    "dressed",
    ["{}！", " {} ", "{}🌹🌹", "{}[玫瑰]", "{}。", "@有呼 {}", "{}，谢谢", "{}，好的", "{}~"],
)
def test_decoration_changes_nothing(sure: str, dressed: str) -> None:
    assert read(dressed.format(sure)) == read(sure)


@pytest.mark.parametrize("sure", SURE)
def test_traditional_characters_mean_the_same(sure: str) -> None:
    traditional = read(OpenCC("s2t").convert(sure))
    plain = read(sure)
    assert (traditional.meaning, traditional.act) == (plain.meaning, plain.act)
    assert (traditional.size, traditional.number) == (plain.size, plain.number)


@pytest.mark.parametrize("sure", SURE)
def test_full_width_characters_mean_the_same(sure: str) -> None:
    wide = str.maketrans(string.digits + "+", "０１２３４５６７８９＋")
    assert read(sure.translate(wide)) == read(sure)


@pytest.mark.parametrize(
    "text",
    [
        "我" * 60,
        "我和" * 30,
        "不去" * 30,
        "取消" * 30,
        "也要都" * 19 + "不",
        "好 " * 30,
        "p" * 2000,
    ],
)
def test_nothing_is_slow(text: str) -> None:
    words = fold(text)
    read_signup(words, TITLES)
    start = perf_counter()
    read_signup(words, TITLES)
    assert perf_counter() - start < 0.1
