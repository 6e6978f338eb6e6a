claim-done-here =
    您现在是管理员了，社区是{ $community }。
    发“发布活动”开始，发“帮助”看还能做什么。
claim-done =
    您现在是管理员了。
    下一步：把我拉进社区的群，在群里发“启用 社区名”，如：启用 盐运西社区
claim-wrong = 认领码不对，还可以试{ $left }次。认领码在启动程序的窗口里。
claim-later = 认领码错得太多，请{ $when }以后再试。
claim-which-code = 请带上认领码，如：认领 1a2b3c4d。认领码在启动程序的窗口里。
claim-no-code = 还没有认领码，请让安装程序的人设置。
claim-in-private = 认领码别发在群里。请私下发给我：认领 码
claim-yours-already = 您已经是管理员了。
claim-taken = 已经有管理员了。要管理社区，请管理员任命您。
claim-nothing = 现在没有可以认领的。

setup-created =
    { $community }已启用，这里归我听着了。
    发第一个活动试试：发布活动 周六上午9点到11点 社区广场 环境整治 20人
setup-enabled =
    这个群归入{ $community }，活动和名额与社区别的群共用。
    发“帮助”看能做什么。
setup-enabled-already = 这个群已经启用了，属于{ $community }。发“帮助”看能做什么。
setup-disabled = 这个群停用了，我不再说话，资料都留着。要恢复，发：启用
setup-other-community = 这个群现在属于{ $there }。要改归{ $wanted }，先发“停用”，再发：启用 { $wanted }
setup-no-owner = 还没有管理员。请先私下发给我：认领 码（码在启动程序的窗口里）
setup-only-owner = 没有这个社区；新社区要由管理员启用。
setup-name-missing = 请带上社区名，如：启用 盐运西社区
setup-bad-name = 社区名要有文字，最多{ $longest }个字。
setup-in-group = 请在社区的群里发这句话。

status-waiting = 等待发送：{ $count }
status-dead = 发送失败：{ $count }
status-resend = 看是哪些，发：重发
status-set-aside = 没处理好的消息：{ $count }
status-oldest = 最早等到现在的：{ $when }
status-last = 最近一次出错：{ $what }

help-claim = 认领：第一次使用时成为管理员
help-claim-more = 私下发：认领 码。码在启动程序的窗口里。
help-enable = 启用：让我在这个群里工作
help-enable-more = 在群里发：启用 盐运西社区。停用过的群发“启用”就恢复。
help-disable = 停用：我在这个群里不再说话，资料都留着
help-disable-more = 在群里发：停用。要恢复，发：启用
help-status = 运行状态：多少消息在等、没发出去、没处理好
help-status-more = 发：运行状态
