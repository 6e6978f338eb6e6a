fact-when = { $what }：{ $when }
fact-where = { $what }在{ $place }
fact-seats = { $what }：{ $seats }
fact-bring = { $what }请带：{ $bring }
fact-bring-nothing = { $what }没写要带什么。
fact-remark = { $what }备注：{ $remark }
fact-closes = { $what }报名截止：{ $when }
fact-organiser = { $what }的组织者是{ $name }。
