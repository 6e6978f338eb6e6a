"""What sounds like a place and what like something to do, in the words of notices."""

import re

from handlers.language.numerals import NUMBER


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


# Words that end a place's name wherever they stand: 盐运西社区广场|环境整治.
_LONG = _longest_first(
    "广场(?!舞)|门口|门前|门外|活动室|活动中心|服务中心|服务站|文化站|工作站|卫生站|小区|社区|大厅|公园|路口|街口|巷口|单元|中心|"
    "会议室|教室|架空层|操场|学校|小学|中学|幼儿园|花园|院内|院里|大院|凉亭|礼堂|食堂|图书馆|图书室|书屋|书房|阅览室|居委会|"
    "村委会|党支部|党群服务站|养老院|敬老院|福利院|医院|卫生室|菜市场|农贸市场|超市|河边|湖边|江边|桥头|桥下|停车场|车库|花坛|胡同|茶室|车棚|篮球场|"
    "羽毛球场|足球场|体育馆|体育场|运动场|游泳馆|博物馆|纪念馆|文化馆|天井|平台|会所|物业|办公室|银行|派出所|东门口|西门口|南门口|北门口|东门|西门|南门|"
    "北门|大门口|大门|正门|侧门|后门|空地|草坪|树下|电梯口|出口|入口|车站|公交站|地铁站|码头|河畔|宣传栏|公告栏|岗亭|传达室|"
    "调解室|议事厅|议事亭|长廊|舞台|驿站|楼前|楼下|楼顶|楼道口|楼后|栋前|栋楼下|号院|客厅|祠堂|老年大学|工会|街道办|便利店|"
    "棋牌室|健身房|舞蹈室|排练厅|报告厅|多功能厅|接待室|值班室|康复室|儿童之家|红色驿站|邻里中心|邻里驿站"
)
# Endings that make a whole chunk a place, but are too common inside other words.
_SHORT = _longest_first(
    "楼|栋|幢|座|室|厅|馆|场|园|院|路|街|巷|弄|里|胡同|桥|站|亭|层|门|店|所|坊|苑|庭|村|屯|号|号楼|期|旁|边|前|后|内|外|附近|对面|线上|会议号"
)
_COUNTED = rf"(?:{NUMBER}|[a-z])(?:号楼|号院|单元|栋|幢|座|楼|层|期|区|组|号门)(?:前面|前|后|旁|下|门口|楼下)?"
_ONLINE = "腾讯会议|线上|网上|微信群|群里"
_AFTER = "(?:前面|门口|门前|旁边|旁|对面|附近|沿线|周边|里面|外面|一楼|二楼|三楼|里|内|外)?"

_INSIDE = re.compile(
    f"(?:{_LONG}|{_COUNTED}|{_ONLINE}"
    f"|(?<![马道公铁网思线])(?<=[^\\s,]{{2}})(?:路|街|巷)(?:{NUMBER}号)?){_AFTER}"
)
_WHOLE = re.compile(f".*(?:{_LONG}|{_SHORT}|{_COUNTED}|{_ONLINE}){_AFTER}")

# Alone in front these belong to what is done: 社区大扫除, 单元门维修.
_GENERIC = frozenset(
    {"社区", "小区", "单元", "中心", "平台", "物业", "工会", "教室", "舞台", "超市"}
)

# Endings of what people do; a chunk that ends so is no place even if it looks like one.
_DEEDS = _longest_first(
    "活动|整治|清扫|清洁|打扫|扫除|大扫除|清理|保洁|义诊|讲座|讲堂|课堂|大讲堂|培训|比赛|大赛|竞赛|排练|走访|劝导|巡逻|巡查|理发|宣传|"
    "(?<![委工协商])会|课|班|节|日|演出|晚会|联欢|服务|志愿|护学岗|值守|植树|种树|绿植|种花|修剪|捐款|捐赠|义卖|义剪|集市|市集|跳蚤市场|观影|放映|电影|"
    "体检|检查|测试|测量|采集|疫苗|接种|演练|消防|参观|徒步|健步走|爬山|登山|采摘|合唱|跳舞|舞蹈|广场舞|太极|瑜伽|书法|国画|剪纸|"
    "手工|包粽子|包饺子|包汤圆|做月饼|下棋|象棋|围棋|乒乓球|羽毛球|篮球赛|拔河|运动会|亲子|阅读|读书|学习|答题|议事|协商|听证|表决|"
    "慰问|探访|送餐|助餐|陪护|陪伴|帮扶|分类|回收|换物|交换|维修|磨刀|配钥匙|咨询|普法|评选|表彰|聚餐|百家宴|长桌宴|团拜|聚会|"
    "画画|儿童画|小饭桌|托管|积雪|铲雪|扫雪|除草|浇水|拔草|清洗|小广告|垃圾|光盘|创文|创卫|反诈|排查|登记|摸排|入户|发放|派发|"
    "领取|分发|组队|行动|日活动|计划|体验|沙龙|茶话会|直播|展览|画展|影展|摄影|拍照|拍摄|游戏|游园|灯谜|猜灯谜|写春联|送春联"
)
_DEED = re.compile(f".*(?:{_DEEDS})")
# What begins so is done at the place it names: 参观科技馆, 慰问敬老院.
_DOING = re.compile(
    "参观|走访|慰问|看望|探望|打扫|清扫|清理|清洗|游览|布置|粉刷|维修|修理|美化|巡查|巡逻|整理|搬|送|逛"
)


def is_place(chunk: str) -> bool:
    """Whether a folded chunk as a whole names a place: 盐运西社区广场, 3号楼前, 东风三路."""
    return bool(_WHOLE.fullmatch(chunk)) and not is_deed(chunk)


def is_deed(chunk: str) -> bool:
    """Whether a folded chunk sounds like something people do: 环境整治, 读书会, 参观科技馆."""
    return bool(_DEED.fullmatch(chunk) or _DOING.match(chunk))


def place_end(chunk: str) -> int:
    """Return where a place at the start of a chunk ends and what is done there begins; 0 for none."""
    found = list(_INSIDE.finditer(chunk))
    while len(found) > 1 and found[-1][0] in _GENERIC and found[-2].end() == found[-1].start():
        if found[-2][0][-1] in "路街巷":
            break
        found.pop()
    if found and found[0].start() == 0 and found[0][0] in _GENERIC:
        found = [each for each in found if each.end() > found[0].end()]
    ends = (each.end() for each in reversed(found))
    return next((end for end in ends if len(chunk) - end > 1), 0)
