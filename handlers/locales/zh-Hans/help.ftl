help-newcomer =
    我帮社区在群里发活动、收报名、出名单。还没有管理员，三步就能用：
    1. 私下发给我：认领 码（码在启动程序的窗口里）
    2. 把我拉进群，在群里发：启用 社区名
    3. 发布活动 周六上午9点到11点 社区广场 环境整治 20人
help-members =
    想参加，回复：我参加
    去不了，回复：我不去了
    看有什么活动，回复：活动。更多：帮助 全部
help-for-anybody = 邻居：{ $words }
help-for-staff = 书记和社工：{ $words }
help-for-secretary = 书记：{ $words }
help-for-owner = 管理员：{ $words }
help-for-newcomer = 还没有管理员：{ $words }
help-how = 怎么用？发“帮助”加那个词，如：帮助 名单
help-welcome = 不客气。需要时随时找我，不会用就发：帮助
help-unknown = 没有这个词。发“帮助”看能说什么。
help-only-staff = 这个词是书记和社工用的。
help-only-secretary = 这个词是书记用的。
help-only-owner = 这个词是管理员用的。
help-only-newcomer = 已经有管理员了，这个词用不着了。
help-in-group = 要在社区的群里说。
help-in-private = 要私下对我说。
help-help = 帮助：看能对我说什么
help-help-more = 发：帮助，或：帮助 名单
