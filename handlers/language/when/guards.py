"""What only looks like a time: FIRST is stepped over before anything else, LAST after it."""

from typing import Final

from handlers.language.when.entries import Entry
from handlers.language.when.words import LENGTH, MANY, NUM

_DIGITS: Final = r"[\d零〇一二两三四五六七八九十百千廿]+"
# Measures of something else than time. 点, 号, 日, 月, 时 and 分 are left to the vocabulary.
_MEASURES: Final = (
    r"(?:[人名位户元块楼栋幢岁米斤吨%‰℃]|单元|号(?:楼|栋|幢|线|院|门)|公里|平方|万|个(?!半?(?:小时|钟头|月|星期|礼拜|工作日|双休日))"
    r"|积分|分(?!钟|后|之后)|度|级|层|期|届|[张份件条辆台只套盒包桶瓶袋组队批类项步遍趟次回篇])"
)

FIRST: Final = (
    # 3号楼2单元, 20人, 3-5人, 积分10分, 2.5元, 1/3业主.
    Entry(rf"(?<![月日号点:年\d])\d+(?:\.\d+)?\s?(?:[-~到至]\s?\d+(?:\.\d+)?\s?)?{_MEASURES}(?!钟)"),
    Entry(rf"(?:积|扣|加|奖|计)分?\s?{_DIGITS}分(?!钟)"),
    # 第3点, 第二天 is a day; 活动2号, 编号 5.
    Entry(rf"第{_DIGITS}(?:点|号|时|期|批|届|次|场|组|队|名|位|楼|单元|栋|幢|条|项|轮|版)"),
    Entry(r"(?:活动|编号|工单|诉求|议题|日志|流水号?|序号|报名|参加|no\.?|#)\s?\d+号?(?![\d:点时月日/.-]|号?[上下早晚中])"),
    Entry(r"(?:评分|得分|均分|价格?|体温|血压|血糖|身高|体重|版本|房号|电话)\D{0,2}\d+(?:\.\d+)?"),
    Entry(r"\+\s?\d+号?"),
    Entry(r"\d+号的?(?:活动|电池|楼|线)"),
    # No hour has so many minutes.
    Entry(r"\d{1,2}[点时:]\s?[6-9]\d分"),
    # Lengths that are not when: 提前一天, 三天内, 推迟两小时.
    Entry(rf"(?:提前|推迟|延后|延期|延长|顺延|缩短|满|每满|超过|至少|不少于|不到)了?\s?{LENGTH}"),
    Entry(rf"{LENGTH}(?:之内|以内|内|热线|打|晒|制)"),
    Entry(rf"{MANY}个?(?:工作日|交易日)|[几数][十百千万]|两日"),
    Entry(r"24小时(?!之?后|以后)|全天候|七乘二十四"),
    Entry(r"(?:[查问看说改等聊想算试讨]|了|通知|提醒|安排|统计)一下"),
    Entry(r"(?:[差快慢早晚大小多少好轻重高低有]|再)一点|[这那几]点|[提几]点"),
    Entry(r"四点半(?:学校|课堂|班)|430课?|四点钟学校|八点档|三点一线|一日(?:游|捐|三餐)"),
    Entry(r"周(?:年|岁|边|围|转|全|到(?!周)|密|知)|[一二两三四五六七八九十\d]+周[年岁]"),
    Entry(r"一二一|三一(?=重工)"),
    Entry(r"日(?:常|程|报|历|志|用|均|记|子|后)|月(?:饼|球|光|亮|嫂|经|薪|供|租)|年(?:级|龄|轻|代)|时(?:间|候|段|长|尚|代|常)|早点(?!\d)"),
    Entry(rf"{MANY}年级|{NUM}期|[零一二三四五六七八九十\d]+室"),
)  # fmt: skip
LAST: Final = (
    Entry(r"\d+(?:[.:/\-~]\d+)*"),
    Entry(r"[零〇一二两三四五六七八九十百千万廿]+"),
    Entry(r"[a-z]+(?:'[a-z]+)?"),
)
