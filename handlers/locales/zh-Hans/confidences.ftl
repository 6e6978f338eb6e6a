confided = { $what }，只告诉报上名的人：{ $words }
confide-in-private = 群里人人都看得到。请私下对我说：私告 3 门禁码1234
confide-which = 哪个活动？如：私告 3 门禁码1234
confide-told = 已私下告诉{ $what }报上名的{ $count }人；以后报上名的也会收到。
confide-unreached = 没有私聊过我、收不到的：{ $names }
confide-cleared = { $what }没有私下要告诉的话了。
confide-long = 私告的话最多{ $limit }个字。
confide-no-seat = { $what }报上名的人才能看。
confide-nothing = { $what }没有私下要告诉的话。

mask-on = { $what }的名单在群里不显示全名，如：王*。要恢复请说：遮名 { $number } 关
mask-off = { $what }的名单在群里显示全名。

help-confide = 私告：只私下告诉报上名的人，如电话、门禁码、集合点
help-confide-more = 组织者私下发：私告 3 门禁码1234。以后报上名的人也会收到；不要了：私告 3 无。报上名的人发“私告 3”再看一遍
help-mask = 遮名：名单在群里不显示全名
help-mask-more = 发：遮名 3。要恢复：遮名 3 关。组织者私下要名单，看到的是全名
