"""Notices as secretaries write them, and what is read from them. Now is Sunday, 22 November, 10:00."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from handlers.language.normalise import fold
from handlers.language.notice import Notice, read_notice
from handlers.language.when import Ask

NOW = datetime.fromisoformat("2026-11-22T10:00+08:00")


@dataclass(frozen=True, slots=True)
class Row:
    """What is expected: title, place, span, seats; "" for what was not told."""

    notice: str
    title: str
    place: str
    span: str
    seats: int | None = None


ROWS = [
    # One line, as the help says, in any order.
    Row(
        "周六上午9点到11点 盐运西社区广场 环境整治 20人",
        "环境整治",
        "盐运西社区广场",
        "11-28 09:00-11:00",
        20,
    ),
    Row("后天下午两点 3号楼一楼大厅 义诊 限30人", "义诊", "3号楼一楼大厅", "11-24 14:00", 30),
    Row(
        "下周日下午2点半-4点半 二楼会议室 读书会 25人",
        "读书会",
        "二楼会议室",
        "11-29 14:30-16:30",
        25,
    ),
    Row("12月1日 9:00-11:00 中山路 文明劝导 8人", "文明劝导", "中山路", "12-01 09:00-11:00", 8),
    Row("周二下午三点 5号楼架空层 包粽子 12名", "包粽子", "5号楼架空层", "11-24 15:00", 12),
    Row(
        "周五上午8:30-10:30 东风三路 清理小广告 15人",
        "清理小广告",
        "东风三路",
        "11-27 08:30-10:30",
        15,
    ),
    Row("20人 环境整治 九江路 12月3号下午2点到4点", "环境整治", "九江路", "12-03 14:00-16:00", 20),
    Row(
        "周六上午九点~十一点 三里屯 社区大扫除 二十人",
        "社区大扫除",
        "三里屯",
        "11-28 09:00-11:00",
        20,
    ),
    Row(
        "明天下午一点半至三点 八一路小学 护学岗 6人", "护学岗", "八一路小学", "11-23 13:30-15:00", 6
    ),
    Row("29日上午9点 3栋前 修剪绿植 5人", "修剪绿植", "3栋前", "11-29 09:00", 5),
    Row("环境整治 周六上午9点 20人", "环境整治", "", "11-28 09:00", 20),
    Row("盐运西社区广场 环境整治", "环境整治", "盐运西社区广场", "", None),
    Row("周六上午9点", "", "", "11-28 09:00", None),
    Row(
        "明天上午9点 社区卫生站 免费量血压 50个名额", "免费量血压", "社区卫生站", "11-23 09:00", 50
    ),
    Row(
        "周三下午两点到三点半 党群服务中心 听证会",
        "听证会",
        "党群服务中心",
        "11-25 14:00-15:30",
        None,
    ),
    Row("今天下午4点 垃圾房 垃圾桶清洗 3人", "垃圾桶清洗", "垃圾房", "11-22 16:00", 3),
    Row(
        "下周六9点 盐运西社区 3号楼前 扔旧家具 10位",
        "扔旧家具",
        "盐运西社区 3号楼前",
        "11-28 09:00",
        10,
    ),
    Row(
        "周六下午2点 时长90分钟 阅览室 亲子阅读 名额15",
        "亲子阅读",
        "阅览室",
        "11-28 14:00-15:30",
        15,
    ),
    Row("合唱排练 三楼活动室 周四晚上7点半", "合唱排练", "三楼活动室", "11-26 19:30", None),
    Row("包饺子 食堂 冬至上午10点 不限人数", "包饺子", "食堂", "12-22 10:00", None),
    # Without blanks.
    Row(
        "周六上午9点到11点盐运西社区广场环境整治20人",
        "环境整治",
        "盐运西社区广场",
        "11-28 09:00-11:00",
        20,
    ),
    Row("明天下午3点在3号楼活动室开展手工课限15人", "手工课", "3号楼活动室", "11-23 15:00", 15),
    Row(
        "11月28日上午9点社区文化活动中心书法班20人", "书法班", "社区文化活动中心", "11-28 09:00", 20
    ),
    Row("后天上午9点东门口清扫积雪", "清扫积雪", "东门口", "11-24 09:00", None),
    Row("周日下午2点中心花园跳蚤市场30个名额", "跳蚤市场", "中心花园", "11-22 14:00", 30),
    Row("周六早上7点半八一小学门口集合清扫积雪", "清扫积雪", "八一小学门口", "11-28 07:30", None),
    # With commas.
    Row("周六上午9点，社区广场，环境整治，20人", "环境整治", "社区广场", "11-28 09:00", 20),
    Row(
        "环境整治，周六上午9点-11点，盐运西社区广场，限20人，自带铁锹",
        "环境整治",
        "盐运西社区广场",
        "11-28 09:00-11:00",
        20,
    ),
    Row(
        "明天下午2点，3号楼一楼大厅义诊，免费量血压，限30人",
        "义诊",
        "3号楼一楼大厅",
        "11-23 14:00",
        30,
    ),
    Row(
        "本周五晚上7点，小区门口，反诈宣传。需要志愿者8名。",
        "反诈宣传",
        "小区门口",
        "11-27 19:00",
        8,
    ),
    Row(
        "主题党日，下周一上午9点半，党员活动室，人数不限",
        "主题党日",
        "党员活动室",
        "11-23 09:30",
        None,
    ),
    # Labelled.
    Row(
        "时间：周六上午9点到11点\n地点：盐运西社区广场\n内容：环境整治\n名额：20人",
        "环境整治",
        "盐运西社区广场",
        "11-28 09:00-11:00",
        20,
    ),
    Row(
        "主题：冬至包饺子 时间：12月22日10:00 地点：社区食堂 人数：40",
        "冬至包饺子",
        "社区食堂",
        "12-22 10:00",
        40,
    ),
    Row(
        "【活动通知】\n活动名称：义务理发\n活动时间：11月28日（周六）上午9:00-11:00\n活动地点：3号楼架空层\n参加对象：60岁以上老人\n名额：30人\n联系人：王芳 13800000000",
        "义务理发",
        "3号楼架空层",
        "11-28 09:00-11:00",
        30,
    ),
    Row(
        "时间:2026年12月5日 14:00~16:00;地点:盐运西社区;主题:茶话会;名额:不限",
        "茶话会",
        "盐运西社区",
        "12-05 14:00-16:00",
        None,
    ),
    Row(
        "一、时间：周六上午9点\n二、地点：篮球场\n三、内容：篮球赛\n四、人数：10人",
        "篮球赛",
        "篮球场",
        "11-28 09:00",
        10,
    ),
    Row(
        "标题：学雷锋\n集合地点：八一小学门口\n时间：11月28日早上7点50分\n请自带：手套、垃圾夹",
        "学雷锋",
        "八一小学门口",
        "11-28 07:50",
        None,
    ),
    Row(
        "🎉【包汤圆】🎉\n⏰ 时间：周日下午3点\n📍 地点：红色驿站\n👥 名额：24人",
        "包汤圆",
        "红色驿站",
        "11-22 15:00",
        24,
    ),
    Row(
        "【环境整治志愿者招募】周六上午9点，社区广场，招募20人",
        "环境整治志愿者招募",
        "社区广场",
        "11-28 09:00",
        20,
    ),
    Row("地点：三单元\n环境整治\n周六9点", "环境整治", "三单元", "11-28 09:00", None),
    # Whole sentences.
    Row(
        "社区志愿者们：本周五上午9点在社区广场开展环境整治活动，限20人，请自带工具，报名从速！",
        "环境整治活动",
        "社区广场",
        "11-27 09:00",
        20,
    ),
    Row(
        "兹定于11月28日上午9时在盐运西社区党群服务中心召开居民议事会，请各位居民代表准时参加。",
        "居民议事会",
        "盐运西社区党群服务中心",
        "11-28 09:00",
        None,
    ),
    Row(
        "各位邻居，周六下午3点我们在中心花园举办邻里百家宴，欢迎大家踊跃报名，名额60人",
        "邻里百家宴",
        "中心花园",
        "11-28 15:00",
        60,
    ),
    Row(
        "大家好！明天上午10点到敬老院慰问老人，需要10人，先到先得",
        "慰问老人",
        "敬老院",
        "11-23 10:00",
        10,
    ),
    Row(
        "关于开展“扫雪除冰”活动的通知：周一早上7点半，小区东门集合，招15人",
        "扫雪除冰",
        "小区东门",
        "11-23 07:30",
        15,
    ),
    # Other scripts and widths.
    Row(
        "週六上午９點到１１點　鹽運西社區廣場　環境整治　２０人",
        "環境整治",
        "鹽運西社區廣場",
        "11-28 09:00-11:00",
        20,
    ),
    Row(
        "Sat 9am-11am, clean-up, at the square, 20 people",
        "clean-up",
        "the square",
        "11-28 09:00-11:00",
        20,
    ),
    # Names are cut from the original: folding would turn 乾 into 干.
    Row("周六上午9点 社區廣場 陳乾書法課 20人", "陳乾書法課", "社區廣場", "11-28 09:00", 20),
    Row(
        "周六上午9点 六一小学门口 五一路清扫 20人", "五一路清扫", "六一小学门口", "11-28 09:00", 20
    ),
    # Numbers that are no seats.
    Row("周六上午9点 社区广场 两人三足比赛 20人", "两人三足比赛", "社区广场", "11-28 09:00", 20),
    Row(
        "周六上午9点 5号楼前 60岁以上老人体检 名额40",
        "60岁以上老人体检",
        "5号楼前",
        "11-28 09:00",
        40,
    ),
    Row("周六上午9点 社区广场 3公里健步走", "3公里健步走", "社区广场", "11-28 09:00", None),
    Row("周六上午9点 社区广场 环境整治 0人", "环境整治", "社区广场", "11-28 09:00", 0),
    Row("周六上午9点 社区广场 环境整治 10000人", "环境整治", "社区广场", "11-28 09:00", 10000),
    Row("周六上午9点 社区广场 环境整治 10-15人", "环境整治", "社区广场", "11-28 09:00", 15),
]


def spanned(notice: Notice) -> str:
    if notice.when is None:
        return ""
    start, end = notice.when.start, notice.when.end
    if not isinstance(start, datetime):
        return f"{start:%m-%d}"
    return f"{start:%m-%d %H:%M}" + (f"-{end:%H:%M}" if end else "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.notice.replace("\n", " "))
def test_notice(row: Row) -> None:
    read = read_notice(fold(row.notice), NOW)
    told = (read.title or "", read.place or "", spanned(read), read.seats)
    assert told == (row.title, row.place, row.span, row.seats)


def moments(notice: str) -> tuple[str | None, ...]:
    read = read_notice(fold(notice), NOW)
    all_of_them = (read.opens_at, read.closes_at, read.leave_until)
    return tuple(f"{each:%m-%d %H:%M}" if each else None for each in all_of_them)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("报名截止周五18点", (None, "11-27 18:00", None)),
        ("截止 周五18点", (None, "11-27 18:00", None)),
        ("周五18点截止", (None, "11-27 18:00", None)),
        ("周五 18点 截止报名", (None, "11-27 18:00", None)),
        ("报名截止时间：11月27日18:00", (None, "11-27 18:00", None)),
        ("报名截止：11月27日", (None, "11-27 23:59", None)),
        ("请于11月27日18:00前报名", (None, "11-27 18:00", None)),
        ("截止 11月27日 18:00", (None, "11-27 18:00", None)),
        ("提前一天截止", (None, "11-27 23:59", None)),
        ("前一天18点截止报名", (None, "11-27 18:00", None)),
        ("报名 周五9点开始", ("11-27 09:00", None, None)),
        ("周五9点开始报名", ("11-27 09:00", None, None)),
        ("报名时间：11月25日9:00至11月27日18:00", ("11-25 09:00", "11-27 18:00", None)),
        ("报名时间：即日起至11月27日", (None, "11-27 23:59", None)),
        ("报名时间：周五9点", ("11-27 09:00", None, None)),
        ("退出截止 周五12点", (None, None, "11-27 12:00")),
        ("截止 周五18点 退出截止 周五12点", (None, "11-27 18:00", "11-27 12:00")),
        ("", (None, None, None)),
    ],
)
@pytest.mark.parametrize(
    "shape",
    ["周六上午9点到11点 社区广场 环境整治 {}", "环境整治，社区广场，周六上午9点到11点，{}，20人"],
)
def test_window(shape: str, told: str, expected: tuple[str | None, ...]) -> None:
    notice = shape.format(told)
    assert moments(notice) == expected
    read = read_notice(fold(notice), NOW)
    assert (read.title, read.place, spanned(read)) == ("环境整治", "社区广场", "11-28 09:00-11:00")


@pytest.mark.parametrize(
    ("told", "bring", "guests"),
    [
        ("带铁锹", "铁锹", None),
        ("带 铁锹", "铁锹", None),
        ("请自带工具、手套", "工具、手套", None),
        ("每人带水彩笔", "水彩笔", None),
        ("自备水杯", "水杯", None),
        ("工具自备", "工具", None),
        ("请大家带好口罩", "口罩", None),
        ("可带2人", None, 2),
        ("每人最多可带2名家属", None, 2),
        ("最多带1个孩子", None, 1),
        ("不可带人", None, 0),
        ("请勿带小孩", None, 0),
        ("不用带工具", None, None),
    ],
)
def test_bring_and_guests(told: str, bring: str | None, guests: int | None) -> None:
    read = read_notice(fold(f"周六上午9点 社区广场 环境整治 {told} 20人"), NOW)
    assert (read.bring, read.max_guests) == (bring, guests)
    assert (read.title, read.place, read.seats) == ("环境整治", "社区广场", 20)


def test_a_saturday_that_is_over_is_read_as_the_next_one() -> None:
    read = read_notice(fold("本周六上午9点到11点 社区广场 环境整治"), NOW)
    assert read.when is not None
    assert read.when.doubt is Ask.WEEK
    assert spanned(read) == "11-28 09:00-11:00"
    assert read.when.said == datetime.fromisoformat("2026-11-21T09:00+08:00")


def test_a_series_is_noticed() -> None:
    read = read_notice(fold("每周四晚上7点半 三楼活动室 合唱排练"), NOW)
    assert read.when is not None
    assert read.when.recurs
    assert spanned(read) == "11-26 19:30"
