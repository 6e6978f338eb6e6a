"""Lists as people paste them from WeChat groups. Everybody here is made up."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language.jielong import Known, Listing, looks_like_list, match, read_lists

SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("小明", "建国", "丽", "秀英", "桂芳", "志强", "晓燕", "伟")
# Eighty people of different names, who come with 0 to 2 others.
PEOPLE = [
    (surname + given, 1 + (at + number) % 3)
    for at, given in enumerate(GIVEN)
    for number, surname in enumerate(SURNAMES)
]
HEAD = "#接龙\n周六环境整治\n时间：11月28日9:00\n地点：社区广场\n"
Format = Callable[[int, str, int], str]


def party(size: int, word: str = " 带{}人") -> str:
    return word.format(size - 1) if size > 1 else ""


def on(characters: str, number: int) -> str:
    return "".join(characters[int(digit)] for digit in str(number))


KEYCAPS = [f"{digit}\ufe0f\u20e3" for digit in range(10)]
FORMATS: dict[str, Format] = {
    "as WeChat writes it": lambda n, name, size: f"{n}. {name}{party(size)}",
    "plus": lambda n, name, size: f"{n}、{name}{party(size, '+{}')}",
    "the whole party": lambda n, name, size: f"{n}) {name} {size}人",
    "full width": lambda n, name, size: (
        f"{on('０１２３４５６７８９', n)}．　{name}{party(size, '＋{}')}"
    ),
    "emoji numbers": lambda n, name, size: (
        f"{''.join(KEYCAPS[int(d)] for d in str(n))}{name}{party(size)}"
    ),
    "signed with the house": lambda n, name, size: f"{n}. {n % 9 + 1}栋 {name}{party(size)}",
    "signed behind": lambda n, name, size: f"{n}. {name} {n % 9 + 1}号楼{n}0{n % 4}{party(size)}",
    "with telephone numbers": lambda n, name, size: f"{n}.{name}{party(size)} 139{n:08d}",
    "with remarks": lambda n, name, size: f"{n}. {name}（不吃辣）{party(size)} 坐第{n}排",
    "edited by hand": lambda n, name, size: (
        f"{name}{party(size)}" if n % 10 == 0 else f"{n - n % 7 or 1}.{name}{party(size)}\n"
    ),
    "places of an order": lambda n, name, size: f"第{n}位：{name}{party(size, '（带{}人）')}",
    "all on one line": lambda n, name, size: f"{n}.{name}{party(size, '+{}')}\t",
}


@pytest.mark.parametrize("written", FORMATS.values(), ids=FORMATS)
def test_eighty_lines_of_every_kind_reconcile_exactly(written: Format) -> None:
    lines = [written(number, *person) for number, person in enumerate(PEOPLE, 1)]
    glue = "" if lines[0].endswith("\t") else "\n"
    [listing] = read_lists(f"{HEAD}例 张三 1人\n{glue.join(lines)}\n请大家继续接龙，周五截止")
    assert [(each.name, each.heads) for each in listing.entries] == PEOPLE
    assert (listing.title, listing.unclear) == ("周六环境整治", ())
    assert not any("139" in each.line + each.remark for each in listing.entries)
    matched = match(listing, [Known(name) for name, _ in PEOPLE])
    assert (len(matched.present), matched.new, matched.missing) == (len(PEOPLE), (), ())


# The line, and who stands on it: name, heads, house, remark; None where nobody can be sure.
LINES: list[tuple[str, tuple[str, int, str, str] | None]] = [
    ("3栋 王阿姨", ("王阿姨", 1, "3栋", "")),
    ("5-2-501 小雨妈妈", ("小雨妈妈", 1, "5-2-501", "")),
    ("李四 2", ("李四", 2, "", "")),
    ("王五（2）", ("王五", 2, "", "")),
    ("吴十：3", ("吴十", 3, "", "")),
    ("周九 2大1小 靠窗", ("周九", 3, "", "靠窗")),
    ("钱七 带老伴", ("钱七", 2, "", "")),
    ("陈三、褚四", ("陈三", 2, "", "")),
    ("Linda Wang +1", ("Linda Wang", 2, "", "")),
    ("A-张师傅（水电）", ("A 张师傅", 1, "", "水电")),
    ("张 三丰", ("张三丰", 1, "", "")),
    ("快乐每一天", ("快乐每一天", 1, "", "")),
    ("我报名：孙八（3人）", ("孙八", 3, "", "")),
    ("李四代张三报名", None),
    ("王芳 李强", None),
    ("一家三口 老李", None),
    ("带2人", None),
    ("赵六 带99人", None),
    ("几点集合？", None),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_is_somebody_or_unclear(
    line: str, expected: tuple[str, int, str, str] | None
) -> None:
    [listing] = read_lists(f"#接龙\n1. {line}")
    read = [(each.name, each.heads, each.sign, each.remark) for each in listing.entries]
    assert read == ([] if expected is None else [expected])
    assert bool(listing.unclear) is (expected is None)


def test_gaps_doubled_numbers_and_who_struck_themselves_out() -> None:
    said = (
        "#接龙\n标题\n1. 张三\n2.\n4. 李四\n4. 王五\n6. 赵六（取消）\n7. 李四\n8. 3栋李四\n9. 待定"
    )
    [listing] = read_lists(said)
    matched = match(listing, [Known("王五"), Known("钱七")])
    assert [each.name for each in matched.new] == ["张三", "李四", "3栋李四"]
    assert (matched.missing, matched.doubled) == ((1,), ("李四",))
    # Somebody is found in other characters, but two people are never one.
    [listing] = read_lists("#接龙\n1. 陳乾\n2. 陈干")
    assert len(match(listing, [Known("陈乾")]).present) == 1
    assert [each.name for each in match(listing, []).new] == ["陳乾", "陈干"]


def test_two_lists_in_one_stay_two() -> None:
    under_titles = read_lists("上午组\n1.张三\n2.李四\n下午组\n1.王五\n2.赵六")
    under_heads = read_lists("#接龙\n上午组\n1.张三\n2.李四\n#接龙\n下午组\n1.王五\n2.赵六")
    for found in (under_titles, under_heads):
        assert [each.title for each in found] == ["上午组", "下午组"]
        assert [[one.name for one in each.entries] for each in found] == [
            ["张三", "李四"],
            ["王五", "赵六"],
        ]


@pytest.mark.parametrize("said", ["接龙", "1. 张三", "明天下雨吗", "#接龙", "3号楼停水\n4号楼也停"])
def test_what_is_no_list(said: str) -> None:
    assert not looks_like_list(said)


@given(
    st.lists(
        st.tuples(
            st.text("张李王小a b2人空例带（）好😀·", min_size=1, max_size=8), st.integers(1, 9)
        ),
        max_size=12,
    )
)
def test_our_own_list_reads_as_ours_whatever_people_are_called(
    people: list[tuple[str, int]],
) -> None:
    called = {
        "".join(name.split()).casefold(): (" ".join(name.split()), size) for name, size in people
    }
    ours = [each for key, each in called.items() if key]
    lines = [
        f"{number}. {name}{f' +{size - 1}' if size > 1 else ''}"
        for number, (name, size) in enumerate(ours, 1)
    ]
    found = read_lists("\n".join(("#接龙", "1号活动“环境整治”", *lines)))
    matched = match(found[0] if found else Listing((), ()), [Known(name) for name, _ in ours])
    assert sorted(at for _, at in matched.present) == list(range(len(ours)))
    assert (matched.new, matched.doubled, matched.unclear) == ((), (), ())
    assert all(entry.size in (None, ours[at][1]) for entry, at in matched.present)
