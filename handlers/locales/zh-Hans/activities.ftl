button-join = 报名
button-leave = 不去了
button-roster = 名单

activity-name = { $number }号活动“{ $title }”
activity-line = { $number }. { $title } { $when } { $place } { $left }
activity-card = 【{ $number }号活动】{ $title }{ $stage }
activity-card-when = 时间：{ $when }
activity-card-place = 地点：{ $place }
activity-card-bring = 请带：{ $bring }
activity-card-remark = 备注：{ $remark }
activity-card-opens = 报名开始：{ $when }
activity-card-closes = 报名截止：{ $when }
activity-card-leave = 退出截止：{ $when }
activity-card-open = 回复“我参加 { $number }”报名
activity-card-queue = 回复“我参加 { $number }”排候补
activity-card-closed = 报名已截止
activity-card-cancelled = 活动已取消{ $reason }
activity-card-ended = 活动已结束
activity-reason = ：{ $reason }
stage-cancelled = （已取消{ $reason }）
stage-ended = （已结束）
stage-started = （已开始）
activity-seats-left = 已报名 { $taken }/{ $seats }，剩余 { $left }
activity-seats-left-waiting = 已报名 { $taken }/{ $seats }，剩余 { $left }（留给候补），候补 { $waiting }
activity-seats-final = 报了{ $taken }人
activity-seats-full = 已报名 { $taken }/{ $seats }，已满
activity-seats-full-waiting = 已报名 { $taken }/{ $seats }，候补 { $waiting }
activity-seats-unlimited = 已报名 { $taken }，名额不限
activity-left = 剩余{ $left }
activity-left-kept = 剩余{ $left }，留给候补
activity-left-none = 已满
activity-left-waiting = 已满，候补{ $waiting }
activity-left-unlimited = 名额不限
activity-left-begun = 已开始
activity-left-closed = 报名已截止

activity-none = 没有{ $number }号活动。回复“活动”看看有哪些。
activity-elsewhere = { $what }只在“{ $group }”群里报名。
activity-was-cancelled = { $what }已经取消了。
activity-is-over = { $what }已经结束了。
activity-began = { $what }已经开始了。
activity-opened = { $what }报名开始了，回复“我参加 { $number }”报名。

activity-fault-title = 标题要在1到{ $title }个字之间。
activity-fault-place = 地点要在1到{ $place }个字之间。
activity-fault-bring = “带什么”最多{ $bring }个字。
activity-fault-remark = 备注最多{ $remark }个字。
activity-fault-seats = 名额要在1到{ $seats }之间，也可以说“不限人数”。
activity-fault-taken = 已经有{ $taken }人报上了，名额不能比这少。
activity-fault-guests = 每人最多可带{ $guests }人。
activity-fault-past = { $start }已经过了。
activity-fault-far = 最多提前两年发布活动。
activity-fault-backwards = 结束时间要晚于开始时间。
activity-fault-long = 一次活动最长{ $days }天。
activity-fault-closes = 报名截止不能晚于活动开始（{ $start }）。
activity-fault-closed = 报名截止的时间已经过了。
activity-fault-opens = 报名开始要早于报名截止。
activity-fault-leave = 退出截止不能晚于活动开始（{ $start }）。
activity-reason-long = 原因最多{ $limit }个字。

activities-title = 近期活动：
activities-none = 近期没有活动。
activities-none-then = { $first }到{ $last }没有活动。
activities-none-on = { $first }没有活动。
activities-more = 后面还有，按日子看，如：活动 12月5日
upcoming-title = 未来7天的活动：
upcoming-hint = 回复“我参加 编号”报名。

mine-title = 您的活动：
mine-offered = 有名额，请在{ $until }前回复 确认 或 放弃
mine-held = 有名额，已保留
mine-none = 您还没有报名。回复“活动”看看有哪些。
mine-line = { $what }{ $stage } { $when } { $place }，{ $state }
mine-line-other = { $what }{ $stage } { $when } { $place }，替{ $name }报名：{ $state }
mine-confirmed = 已报名（第{ $number }号{ $party }）
mine-waiting = 候补第{ $rank }位{ $party }
mine-cancelled = 不用去了
mine-missed = 候补没有轮到

help-activities = 活动：近期有什么，还有没有名额
help-activities-more =
    发：活动。看其中一个，发：活动 3
    看那几天的，发：活动 周六，或：明天有什么
help-mine = 我的活动：您报了哪些
help-mine-more = 发：我的活动。已报上的、候补的、替别人报的都在里面
card-call = 在群里要先@我再说；按按钮不用@。
card-deaf = 这个群里的回复我听不到。报名请私下对我说，或找书记。
