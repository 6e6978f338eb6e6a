question-publish = 发布活动
button-publish = 确认发布
button-drop = 取消

publishing-ask-when = 什么时候？如：周六上午9点到11点。回复“取消”放弃。
publishing-ask-hour = { $day }几点到几点？如：上午9点到11点
publishing-ask-place = 在哪里？如：社区广场
publishing-place-name = 光有位置别人看不懂，请写出地点的名字，如：社区广场
publishing-ask-title = 做什么？如：环境整治
publishing-ask-seats = 名额多少人？如：20人。不限就回复“不限”
publishing-what = 哪里不对？直接说要改成什么，如：改成10点、地点 三单元、带 铁锹、30人
publishing-unread = 这句没看懂，预览没有变。要改请说，如：改成10点、地点 三单元、带 铁锹、30人
publishing-group = 只发到群“{ $group }”
publishing-which-group = 发到哪个群？如：只发 { $group }。这里有：{ $groups }
publishing-preview = 请核对：【{ $title }】
publishing-seats = 名额：{ $seats }人
publishing-unlimited = 名额：不限
publishing-closes-at-start = 报名截止：活动开始时
publishing-guests = 每人可带{ $guests }人
publishing-alone = 不可带人
publishing-overlap = 可与其他活动时间冲突
publishing-series = 系列活动以后会支持，这次先发第一场。
publishing-hint = 回复“确认”发布，“取消”放弃；要改直接说，如：改成10点、地点 三单元、带 铁锹、30人
publishing-doubt-week =
    本周{ $weekday ->
        [mon] 一
        [tue] 二
        [wed] 三
        [thu] 四
        [fri] 五
        [sat] 六
       *[sun] 日
    }已过，是下周{ $weekday ->
        [mon] 一
        [tue] 二
        [wed] 三
        [thu] 四
        [fri] 五
        [sat] 六
       *[sun] 日
    }{ $day }吗？
publishing-doubt-past = { $said }已过，是{ $when }吗？
publishing-doubt-earlier = 是提前到{ $when }吗？
publishing-doubt-far = 离现在还有半年以上，是{ $when }吗？
publishing-doubt-weekday = 日期和星期对不上，是{ $when }吗？
publishing-dropped = 好的，没有发布。
publishing-preview-gone = 这份预览不是您的，或者已经过时了。
publishing-done =
    已发布：{ $what }，已发到{ $groups }个群。
publishing-done-nowhere = 已发布：{ $what }。没有启用的群；要给邻居报名，发：报名链接

help-publish = 发布活动：写一句话，核对后发到群里
help-publish-more =
    发：发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人
    也可以只发“发布活动”，一步一步来。还可以写：截止 周五18点、报名 周四9点开始、带 铁锹、每人可带2人
    预览里可以改：改成10点、改到周日、地点 三单元、标题 大扫除、30人、不限人数
