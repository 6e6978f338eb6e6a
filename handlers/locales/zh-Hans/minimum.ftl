question-short = 人数不够的活动办不办

activity-card-minimum = 至少{ $heads }人成行
activity-fault-minimum = 最少{ $minimum }人不行：要在1到{ $most }之间，不能超过名额。
activity-reason-short = 人数不足

publishing-short-cancels = 人不够时先问您，没有答复就取消
publishing-short-keeps = 人不够时先问您，没有答复就照常进行

minimum-how-many = 最少几个人？如：最少 { $number } 8，或：最少 { $number } 不限
minimum-set-keeps = { $what }至少{ $heads }人成行。人不够时先问您，没有答复就照常进行。
minimum-set-cancels = { $what }至少{ $heads }人成行。人不够时先问您，没有答复就取消。
minimum-none = { $what }不限最少人数了。

short-asked = { $what }（{ $when }）报了{ $taken }人，不到{ $heads }人。照常进行，还是取消活动？
short-else-keep = { $ends }前没有答复就照常进行。
short-else-cancel = { $ends }前没有答复就取消，并告诉报名的人。
button-short-keep = 照常进行
button-short-cancel = 取消活动
short-kept = 好的，{ $what }照常进行。
short-cancelled = { $what }已取消（人数不足）。{ $told }
short-settled = { $what }的人数问题已经处理过了。
short-enough = { $what }已有{ $taken }人报名，够{ $heads }人了，照常进行。
short-kept-by-itself = { $what }没有等到您的答复，照常进行（{ $taken }/{ $heads }人）。
short-cancelled-by-itself = { $what }没有等到您的答复，人数不足（{ $taken }/{ $heads }人），已取消并告诉了报名的人。

help-minimum = 设定至少几个人才办
help-minimum-more =
    最少 3 8；最少 3 不限。发布时直接写“最少8人”
    开始前一天人不够会问组织者；加上“人不够就取消”，没有答复就取消，否则照常进行
