"""Words for days, weeks, months and years: 明天, 下周六, 12月5日, 月底, 第二个周六, 上半年."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from handlers.language.when.almanac import fixed
from handlers.language.when.entries import Entry
from handlers.language.when.values import (
    BYDAY,
    LONGEST_MONTH,
    MONTHS_A_YEAR,
    Days,
    Fixed,
    Following,
    Monthly,
    Nowhere,
    Rule,
    Value,
    Weekly,
    Yearly,
    add_months,
)
from handlers.language.when.words import (
    LAST_DAY,
    MONTH,
    NUM,
    NUMBERED,
    WEEK,
    WEEKDAY,
    YEAR,
    day_of,
    last_of_month,
    nth_weekday,
    read,
    read_steps,
    read_weekday,
    read_year,
)

MonthDays = Callable[[int, int], Days | None]
_NEAR: Final = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_PIECES: Final = {
    **dict.fromkeys(("初", "头", "上旬", "第一天"), 1),
    **dict.fromkeys(("底", "末", "尾", "最后一天"), LAST_DAY),
    "中": 15,
    "中旬": 11,
    "下旬": 21,
}
_A_LEAP_YEAR: Final = 2024


def _near(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return (Fixed(Days(now.date() + timedelta(days=_NEAR[found["near"]]))),)


def _two_days(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    first = now.date() + timedelta(days=_NEAR[found["near"]])
    return (Fixed(Days(first, first + timedelta(days=1))),)


def _today(_found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return (Fixed(Days(now.date())),)


def _following(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Following(),)


def _monday(now: datetime, steps: int) -> date:
    return now.date() + timedelta(days=7 * steps - now.weekday())


def _weekday(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    weekday = read_weekday(found["weekday"])
    steps = read_steps(found["near"])
    if steps is None:
        return (Weekly(weekday),)
    day = _monday(now, steps) + timedelta(days=weekday)
    return (Fixed(Days(day), is_week=True),)


def _weekend(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    steps = read_steps(found["near"])
    if steps is None:
        return (Weekly(5, 2),)
    saturday = _monday(now, steps) + timedelta(days=5)
    return (Fixed(Days(saturday, saturday + timedelta(days=1)), is_week=True),)


def _week(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    monday = _monday(now, read_steps(found["near"]) or 0)
    return (Fixed(Days(monday, monday + timedelta(days=6))),)


def _beside(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Weekly(read_weekday(found["weekday"])),)


def _iso(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    days = day_of(int(found["y"]), int(found["m"]), int(found["d"]))
    return (Fixed(days) if days else Nowhere(),)


def _slashed(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    month, day = int(found["m"]), int(found["d"])
    exists = 1 <= month <= MONTHS_A_YEAR and day and day_of(_A_LEAP_YEAR, month, day)
    return (fixed(month, day),) if exists else ()


def _monthly(day: int) -> Monthly:
    rule = (("BYMONTHDAY", str(day)),)
    return Monthly(lambda year, month: day_of(year, month, day), rule)


def _day_of_month(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    day = read(found["day"])
    return (_monthly(day),) if 1 <= day <= LONGEST_MONTH else ()


def _placed(of: MonthDays, rule: Rule, found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    """Place days of a month in the month and year that were said, as far as they were."""
    if found["near"]:
        days = of(*add_months(now.year, now.month, read_steps(found["near"]) or 0))
        return (Fixed(days) if days else Nowhere(),)
    month = 1 if found["month"] == "元" else read(found["month"].rstrip())
    if not 1 <= month <= MONTHS_A_YEAR:
        return (Nowhere(),)
    year = read_year(found["year"], now)
    if year:
        days = of(year, month)
        return (Fixed(days) if days else Nowhere(),)
    return (Yearly(lambda each: of(each, month), (("BYMONTH", str(month)), *rule)),)


def _month_day(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    day = read(found["day"])
    monthly = _monthly(day)
    return _placed(monthly.of, monthly.rule, found, now)


def _nth_days(found: re.Match[str]) -> list[Monthly]:
    counts = [-1] if found["last"] else [read(each) for each in re.findall(NUMBERED, found["nth"])]
    weekday = found["weekday"]
    if weekday in {"末", None}:
        return [_nth(nth, 5, 2) for nth in counts]
    return [_nth(nth, read_weekday(weekday), 1) for nth in counts]


def _nth(nth: int, weekday: int, length: int) -> Monthly:
    def of(year: int, month: int) -> Days | None:
        days = nth_weekday(year, month, nth, weekday)
        if days is None or length == 1:
            return days
        return Days(days.first, days.first + timedelta(days=length - 1))

    return Monthly(of, (("BYDAY", f"{nth}{BYDAY[weekday]}"),))


def _month_nth(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    monthly = _nth_days(found)[0]
    return _placed(monthly.of, monthly.rule, found, now)


def _nth_of_any(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return tuple(_nth_days(found))


def _piece_of_month(piece: str) -> Monthly:
    """Read 初, 底, 最后一天 as their day and 上旬, 中旬, 下旬 as ten days."""
    monthly = _monthly(_PIECES[piece])
    if not piece.endswith("旬"):
        return monthly

    def of(year: int, month: int) -> Days | None:
        first = date(year, month, _PIECES[piece])
        last = last_of_month(year, month) if piece == "下旬" else first + timedelta(days=9)
        return Days(first, last, is_vague=True)

    return Monthly(of, monthly.rule)


def _month_piece(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    monthly = _piece_of_month(found["piece"].removeprefix("月"))
    return _placed(monthly.of, monthly.rule, found, now)


def _week_of_month(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    """Read 12月第二周 as its days in that month; the first week is the one the 1st lies in."""
    steps = read(found["week"]) - 1 if found["week"] else None

    def of(year: int, month: int) -> Days | None:
        last = last_of_month(year, month)
        inside = date(year, month, 1) + timedelta(days=7 * steps) if steps is not None else last
        monday = inside - timedelta(days=inside.weekday())
        return Days(max(monday, date(year, month, 1)), min(monday + timedelta(days=6), last))

    return _placed(of, (), found, now)


def _piece(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (_piece_of_month(found["piece"] or found["days"]),)


def _whole_month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), last_of_month(year, month))


def _month(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return _placed(_whole_month, (), found, now)


def _year_edge(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    at = (1, 1) if found["edge"] in {"初", "头", "第一天"} else (12, 31)
    year = read_year(found["year"], now)
    return (Fixed(Days(date(year, *at))),) if year else (fixed(*at),)


def _part_of_year(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    """Read 2026上半年, 第三季度, 上季度 as their first and last day."""
    year = read_year(found["year"], now) or now.year
    size = 6 if found["half"] else 3
    if found["half"]:
        index = "上下".index(found["half"])
    elif found["quarter"]:
        index = read(found["quarter"]) - 1
    else:
        index = (now.month - 1) // 3 + (read_steps(found["near"]) or 0)
    first = add_months(year, 1, size * index)
    last = add_months(*first, size - 1)
    return (Fixed(Days(date(*first, 1), last_of_month(*last))),)


def _year(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    year = read_year(found["year"], now) or now.year
    return (Fixed(Days(date(year, 1, 1), date(year, 12, 31))),)


_NTH: Final = (
    rf"(?:(?:第|头(?=一个))(?P<nth>{NUMBERED}(?:个?[、,和及与](?:第)?{NUMBERED})*)(?:个|{WEEK}的?(?={WEEK}))?|(?P<last>(?:月?[底末]的?)?最后一?个?))的?"
    rf"(?:{WEEK}(?P<weekday>{WEEKDAY}|末)|双休日)"
)
# What makes the number before 号 a name: 3号楼, 2号活动, 5号电池.
_NAMED: Final = (
    r"(?!楼|栋|幢|单元|门|院|线|电池|活动|网格|车|库|汽油|柴油|机|厅|会议|教室|桌|窗|球|选手|通知|文件|公告"
    r"|路|街|弄|室|柜|箱|井|电梯|地块|区|岗|亭|点位|志愿者|队|组|小区|社区|桥|口|出口|站|店|铺|摊|展|馆|仓"
    r"|文|码|位|床|房|户|棚|梯|墙|树|灯|台|公寓|大院|塔|座|厂|营|字|色|议题|提案|工单|诉求|方案|材料|表|附件|地铁|通道)"
)
_NEAR_WEEK: Final = r"(?P<near>上+一?个?|下+一?个?|本|这一?个?|今|当)"
# 周日常, 下周天气: the last character belongs to the next word.
_NOT_DAY: Final = r"(?!(?<=天)[气天]|(?<=日)[常程报历志用间均记]|(?<=一)[鸣次]|周)"
_FRACTION: Final = r"(?!\d|\s?(?:的|业主|户|居民|以上|人|名|同意|通过|费用|票|成员|代表|股|多数|[%‰年岁元块斤米度]|个|小时|[/.]\d))"
_NUMBER_ENDS: Final = r"(?![\d.%]|\s?(?:元|块|斤|米|公里|折|小时|倍|万|级|版|度|分钟?|个|人|岁|吨|升|平|寸|kg|g|ml|m|l|km))"

ENTRIES: Final = (
    Entry(r"(?P<near>[今明后])[明后]两?(?:天|日)(?:两天)?", _two_days),
    Entry(r"(?:从|自)?(?:即日|本日|今日|今天|现在|当前|此刻)起(?!床)|本日", _today),
    Entry(r"(?:第二天|次日|翌日|隔天)", _following),
    Entry(r"(?P<near>大前|大后|[昨今明]|(?<![以之])前|(?<!然)后)(?:天|日(?!常|子|之)|儿个?|个儿)", _near),
    Entry(r"(?P<near>[昨今明])(?=[早晚晨夜](?!报))", _near),
    Entry(r"(?P<y>20\d\d)(?P<s>[-/.])(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)(?:t(?=\d))?", _iso),
    Entry(r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)", _iso),
    Entry(rf"{MONTH}{_NTH}", _month_nth),
    Entry(rf"{MONTH}(?P<piece>[上中下]旬|第一天|最后一天|[初头](?!{NUM})|月?[底末尾]|中(?![午心学秋队小]))", _month_piece),
    Entry(rf"{MONTH}(?P<day>{NUM})(?:\s?[日号](?!内|之内|游)|(?![\d点时:.]|个|人|名|元|次|分|月|张|场|万))", _month_day),
    Entry(rf"{MONTH}(?:第(?P<week>{NUMBERED})个?|最后一个?)(?:周|星期|礼拜)", _week_of_month),
    # The 1 of 1-6月.
    Entry(rf"(?:(?P<year>{YEAR})的?)?(?P<near>)(?P<month>{NUM})(?=\s*(?:-+|~+|到|至)\s*{NUM}月份?(?!{NUM}))", _month),
    Entry(_NTH, _nth_of_any),
    Entry(r"(?<![个岁\d一二三四五六七八九十满])月(?P<piece>[初底末尾]|头|中(?![午心学秋旬])|[上中下]旬)(?P<days>)(?!一)", _piece),
    # 每月底, 每个月的最后一天.
    Entry(r"(?<=月)的?(?P<piece>[初底末尾]|[上中下]旬)|(?<=[月度])的?(?P<days>最后一天|第一天)", _piece),
    Entry(rf"(?:(?P<year>{YEAR})的?)?(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<near>本|这个?|上个?|下个?)季度?)", _part_of_year),
    Entry(rf"(?P<year>{YEAR})的?年?(?P<edge>[底末初头尾]|最后一天|第一天)", _year_edge),
    Entry(r"(?P<year>)年(?P<edge>[底末]|终(?!奖))", _year_edge),
    Entry(rf"{MONTH}(?![\d一二三四五六七八九十]|[饼球亮光经嫂薪供租卡票龄子])", _month),
    Entry(rf"{_NEAR_WEEK}?的?(?:{WEEK}末|双休日)", _weekend),
    Entry(rf"{_NEAR_WEEK}?{WEEK}六(?:[、和及]?(?:{WEEK})?[日天]){_NOT_DAY}", _weekend),
    Entry(rf"{_NEAR_WEEK}?的?{WEEK}(?P<weekday>{WEEKDAY}){_NOT_DAY}", _weekday),
    Entry(rf"{_NEAR_WEEK}{WEEK}(?![年岁边围末])", _week),
    Entry(rf"(?<=[日号\d])\s*\((?:{WEEK})?(?P<weekday>{WEEKDAY})\)", _beside),
    Entry(
        rf"(?<![路街巷弄道里村园苑院楼栋座第$#])(?P<day>{NUM})(?:号{_NAMED}|日(?!内|之内|以内|游|均|常|用|记|报))",
        _day_of_month,
    ),
    # The 28 of 28-30号.
    Entry(rf"(?P<day>{NUM})(?=\s*(?:-+|~+|到|至|、|和)\s*{NUM}(?:号{_NAMED}|日(?!内|游)))", _day_of_month),
    Entry(rf"(?P<m>1[0-2]|0?[1-9])/(?P<d>[0-3]?\d){_FRACTION}", _slashed),
    Entry(rf"(?<![v版¥$第])(?P<m>1[0-2]|0?[1-9])\.(?P<d>[0-3]?\d){_NUMBER_ENDS}", _slashed),
    Entry(r"(?P<m>1[0-2]|0?[1-9])-(?P<d>[0-3]\d)(?=\s*(?:\(|周|星期|上午|下午|早|晚|中午|\d{1,2}:\d\d))", _slashed),
    Entry(rf"(?P<year>{YEAR})(?:度|全年)?(?![级代])", _year),
)  # fmt: skip
