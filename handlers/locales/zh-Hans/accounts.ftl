account-code = 在另一个平台上私下对我说：关联账号 { $code }（5分钟内有效）
account-how = 先在一个账号上说“关联账号”拿到6位数字，再到另一个账号上说：关联账号 数字
account-code-wrong = 这个数字不对，或已过5分钟。还可以试{ $left }次。
account-later = 试错太多次了，{ $when }以后再来。
account-same = 这已经是同一个人的账号了。
account-both = 两个账号都报了{ $number }号活动“{ $title }”，请先在一边取消，再来关联。
account-sure = 把“{ $merged }”（这个账号）并入“{ $kept }”，以后算一个人吗？一并转过去：报名{ $signups }次，职务{ $roles }个。回复 确认 或 取消。
account-linked = 好的，两个账号以后都是{ $name }。要分开，发：取消关联
account-not = 好的，没有关联。
account-parted = 已分开：{ $name }又是单独的账号，带来的报名和职务也还回去了。
account-alone = 没有关联过别的账号。
account-in-private = 请私下对我说：关联账号
question-account = 要不要关联账号

help-account = 关联账号：在几个平台上算一个人
help-account-more = 在一个账号上发“关联账号”得到数字，再到另一个账号上发：关联账号 数字
help-part = 取消关联：把账号分开
help-part-more = 私下发“取消关联”，带来的报名也还回去
