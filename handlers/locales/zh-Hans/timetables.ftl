timetable-preview = 请核对，共{ $count }场：
timetable-line = { $number }. { $title } { $when } { $place } { $seats }{ $names }
timetable-seats = { $seats }人
timetable-open = 不限人数
timetable-names = （{ $names }）
timetable-unclear = 这{ $count }行不会发布：
timetable-not = ·“{ $line }”：{ $why }
timetable-why-when = 没写清哪天几点
timetable-why-hour = 没写几点
timetable-why-place = 没写地点，可以在第一行写 地点：社区广场
timetable-why-title = 没写做什么
timetable-why-series = 每周的请一场一行写
timetable-how = 回复 确认 一起发布，放弃 不发。要改的请改好再贴一次。
timetable-how-none = 没有能发布的，请改好再贴一次。
timetable-what = 把活动表一起发来，一行一场，如：
    批量发布
    地点：社区广场
    3/10 清洁 2人 8:00-12:00
timetable-too-long = 一次最多{ $limit }场，请分开发。
timetable-dropped = 好的，没有发布。
timetable-news = 新活动：
question-timetable = 批量发布
help-timetable = 一张活动表一次发布
help-timetable-more = 批量发布，下面一行一场：3/10 清洁 2人 8:00-12:00 李四。先给您核对，回复 确认 才发布；写了名字的直接在名单上
