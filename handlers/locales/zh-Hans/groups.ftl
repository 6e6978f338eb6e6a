mute-set =
    { $until }之前我在这个群里不主动说话。提前恢复，发：开口
    有人找我照样答；改期、取消、候补有名额、活动提醒，该告诉的人还会告诉。
mute-ended = 好的，我在这个群里照常说话了。
mute-how-long = 请写多久，从1分钟到7天，如：闭嘴 1小时
mute-in-group = 请在那个群里发这句话。
upcoming-set = 每天{ $at }发近期活动。要改，如：预告 每天9:00；不发：预告 关
upcoming-off = 不再每天发近期活动。要恢复，如：预告 每天18:00
upcoming-when = 请写每天几点，如：预告 每天18:00；不发：预告 关
language-set = 好的，以后我在本社区说简体中文。
language-which = 请选一种：语言 简体，语言 繁體，语言 English

for-others-is = 每人每次活动最多替{ $limit }人报名。要改，如：代报上限 5
for-others-set = 好的，每人每次活动最多替{ $limit }人报名。
for-others-how-many = 请写0到{ $limit }之间的人数，如：代报上限 5

help-mute = 闭嘴：让我在这个群里先不主动说话
help-mute-more = 在群里发：闭嘴 1小时。提前恢复，发：开口
help-unmute = 开口：闭嘴以后提前恢复
help-unmute-more = 在群里发：开口
help-upcoming = 预告：每天几点发近期活动
help-upcoming-more = 发：预告 每天18:00，或：预告 关
help-language = 语言：我说简体、繁体还是英语
help-language-more = 发：语言 简体，语言 繁體，语言 English
help-for-others = 代报上限：一个人最多替几个人报名
help-for-others-more = 发：代报上限 5
