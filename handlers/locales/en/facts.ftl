fact-when = { $what }: { $when }
fact-where = { $what } is at: { $place }
fact-seats = { $what }: { $seats }
fact-bring = For { $what } please bring: { $bring }
fact-bring-nothing = { $what } does not say what to bring.
fact-remark = { $what }, note: { $remark }
fact-closes = Sign-up for { $what } closes: { $when }
fact-organiser = { $name } runs { $what }.
