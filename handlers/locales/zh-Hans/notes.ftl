question-note-which = 备注给哪个活动

note-how = 想让组织者知道什么？如：备注 我吃素
note-is = { $what }的备注：{ $note }
note-for = { $name }（{ $what }）
note-which = 备注写给哪个活动？{ $how }
note-kept = 已记下{ $what }的备注，只有组织者看得到。
note-cleared = 已删掉{ $what }的备注。
note-not = 好的，没有记。
note-not-in = 您没有报名，报了名才能写备注。
note-long = 备注最多{ $limit }个字。

remark-what = 卡片上备注什么？如：改备注 { $number } 请穿雨鞋；不要了：改备注 { $number } 无
remark-set = { $what }的备注已改：{ $remark }
remark-cleared = { $what }的备注已去掉。

help-note = 备注：让组织者知道您的情况
help-note-more = 报名后发：备注 我吃素，或：备注 3 我吃素。只有组织者在私聊的名单里看得到；不要了：备注 无
help-remark = 改备注：改活动卡片上的备注
help-remark-more = 发：改备注 3 请穿雨鞋。不要了：改备注 3 无
