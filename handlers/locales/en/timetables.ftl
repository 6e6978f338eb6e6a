timetable-preview = Please check, { $count } in all:
timetable-line = { $number }. { $title } { $when } { $place } { $seats }{ $names }
timetable-seats = { $seats } people
timetable-open = no limit
timetable-names = {" "}({ $names })
timetable-unclear = These { $count } lines will not be published:
timetable-not = · "{ $line }": { $why }
timetable-why-when = on which day, at what time?
timetable-why-hour = at what time?
timetable-why-place = where? You can write a first line: place: the square
timetable-why-title = what is done?
timetable-why-series = please write each week on a line of its own
timetable-how = Reply "confirm" to publish all of them, "drop" for none. To change something, paste it again.
timetable-how-none = Nothing can be published; please change it and paste it again.
timetable-what = Send the timetable along, one activity a line, e.g.
    timetable
    place: the square
    3/10 cleaning 2 people 8:00-12:00
timetable-too-long = At most { $limit } at a time; please send it in parts.
timetable-dropped = All right, nothing was published.
timetable-news = New activities:
question-timetable = publishing a timetable
help-timetable = publish a whole timetable at once
help-timetable-more = timetable, then one activity a line: 3/10 cleaning 2 people 8:00-12:00. Nothing is published before you confirm; whoever is named is put on the list
