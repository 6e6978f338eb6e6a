poster-heading = { $name }
poster-title = { $title }
poster-foot = 报名请接龙
    写上姓名和人数，或找社区工作人员
poster-foot-code = 扫码报名
    或说：我参加 { $number }
poster-caption = { $what }的海报。存下来发到微信群，配的文字说：文案 { $number }。还没有报名链接，所以没有二维码，请管理员填写设置 poster_link。
poster-caption-code = { $what }的海报。存下来发到微信群，配的文字说：文案 { $number }
poster-words = 【{ $title }】
poster-join = 报名请接龙，写上姓名和人数。
poster-join-link = 报名：{ $link }
poster-over = { $what }已经开始或结束了，不用再做海报。
poster-which = 哪个活动？请带上编号，如：海报 3、文案 3
help-poster = 活动的海报，发到微信群用
help-poster-more = 海报 3：名称、时间、地点、名额，有报名链接时带二维码
help-words = 活动的文字，复制到微信群用
help-words-more = 文案 3：通知全文，长按复制
button-words = 复制文案
button-poster = 海报
