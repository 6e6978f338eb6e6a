reminder-told-day = 提醒：{ $what }，{ $when }，{ $place }。
reminder-told-soon = 快开始了：{ $what }，{ $when }，{ $place }。
reminder-late = （这条提醒发晚了。）
reminder-text = { $words }
reminder-leave = 去不了请回复：取消报名 { $number }
reminder-organiser-day = 您组织的{ $what }：{ $when }，{ $place }。
reminder-organiser-soon = 您组织的{ $what }快开始了：{ $when }，{ $place }。

remind-which = 哪个活动？如：提醒 3 请戴手套
remind-what = 提醒里加什么话？如：提醒 { $number } 请戴手套
remind-is = 提醒里会加上：{ $words }。不要了请说：提醒 { $number } 取消
remind-set = 好的，{ $what }的提醒里会加上：{ $words }
remind-cleared = 好的，{ $what }的提醒里不加话了。
remind-long = 提醒里的话最多{ $limit }个字。
reminders-off = 好的，活动前不再提醒您。要恢复请说：恢复提醒
reminders-on = 好的，活动前会提醒您。

help-remind = 给活动的提醒加一句话
help-remind-more = 提醒 3 请戴手套；不要了：提醒 3 取消。开始前一天和两小时会提醒报名的人
help-no-reminders = 活动前不再提醒我
help-no-reminders-more = 不再提醒；要恢复：恢复提醒
help-reminders = 恢复活动前的提醒
help-reminders-more = 恢复提醒
