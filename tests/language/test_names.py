"""Names told from everything else somebody may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language.names import read_name, read_person, split_names
from handlers.language.normalise import fold


@pytest.mark.parametrize(
    "text",
    [
        "王秀兰",
        "张三",
        "欧阳娜娜",
        "司马相如",
        "陈乾",
        "小王",
        "老张",
        "李想",
        "吕不韦",
        "张三丰",
        "何苗",
        "王阿姨",
        "陈李秀英",
        "买买提",
        "古丽",
        "热合曼",
        "阿卜杜拉",
        "阿依古丽·买买提",
        "买买提·阿不都热合曼·艾力",
        "Maria",
        "José",
        "O'Brien",
    ],
)
def test_names_are_kept_as_written(text: str) -> None:
    assert read_name(fold(text)) == text


def test_a_name_is_cut_from_the_original() -> None:
    assert read_name(fold(" 陈乾。")) == "陈乾"
    assert read_name(fold("John Smith")) == "John Smith"


@pytest.mark.parametrize(
    "text",
    [
        *[
            "谁",
            "新来的",
            "志愿者",
            "党员",
            "业主",
            "3号楼的",
            "来帮忙的",
            "你爸爸",
            "不知道",
            "高兴",
            "路人",
            "群主",
            "老师",
            "住三楼",
            "独居老人",
            "王",
            "3",
            "三楼住户",
        ],
        "新来的邻居",
        "刚搬过来的一个住户",
        "new here",
        "a volunteer",
        "",
        "!!!",
    ],
)
def test_what_somebody_is_is_no_name(text: str) -> None:
    assert read_name(fold(text)) is None


@pytest.mark.parametrize(
    "text",
    ["我妈", "老伴", "我家那口子", "王奶奶", "楼上李姐", "张师傅", "我爸妈", "孩子他爸", "刘敏"],
)
def test_relatives_and_neighbours_are_persons(text: str) -> None:
    assert read_person(fold(text)) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三 李四", ("张三", "李四")),
        ("李四、王五", ("李四", "王五")),
        ("王奶奶和李大爷", ("王奶奶", "李大爷")),
        ("我妈，张三", ("我妈", "张三")),
        ("和平", ("和平",)),
        ("陈乾", ("陈乾",)),
        ("", ()),
        (" 、 ", ()),
    ],
)
def test_lists_of_people_are_split(text: str, names: tuple[str, ...]) -> None:
    assert split_names(fold(text)) == names


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    for name in (read_name(fold(text)), read_person(fold(text)), *split_names(fold(text))):
        assert name is None or (name and name in fold(text).cut())
