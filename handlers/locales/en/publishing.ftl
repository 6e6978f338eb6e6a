question-publish = Publishing an activity
button-publish = Publish
button-drop = Cancel

publishing-ask-when = When? For example: Sat 9am-11am. Reply "cancel" to drop it.
publishing-ask-hour = At what time on { $day }? For example: 9am-11am
publishing-ask-place = Where? For example: the square
publishing-place-name = A point on the map has no name. Please write what the place is called, e.g. community square
publishing-ask-title = What is it? For example: clean-up
publishing-ask-seats = How many seats? For example: 20 people, or "no limit"
publishing-what = What is wrong? Just say what it should be: 10am, place Unit 3, bring a spade, 30 people
publishing-unread = I did not understand; the preview is as it was. To change something say: 10am, place Unit 3, bring a spade, 30 people
publishing-group = Only for the group "{ $group }"
publishing-which-group = For which group? For example: only to { $group }. There are: { $groups }
publishing-preview = Please check: [{ $title }]
publishing-seats = Seats: { $seats }
publishing-unlimited = Seats: no limit
publishing-closes-at-start = Sign-up closes: at the start
publishing-guests = Guests each: { $guests }
publishing-alone = No guests
publishing-overlap = May overlap with other activities
publishing-series = Series come later; this publishes the first one.
publishing-hint = Reply "confirm" to publish or "cancel" to drop it; to change something just say so: 10am, place Unit 3, bring a spade, 30 people
publishing-doubt-week =
    { $weekday ->
        [mon] Monday
        [tue] Tuesday
        [wed] Wednesday
        [thu] Thursday
        [fri] Friday
        [sat] Saturday
       *[sun] Sunday
    } of this week is past. Is it { $day }, a week later?
publishing-doubt-past = { $said } is past. Is it { $when }?
publishing-doubt-earlier = Is it earlier, { $when }?
publishing-doubt-far = That is more than half a year ahead. Is it { $when }?
publishing-doubt-weekday = The date and the weekday do not agree. Is it { $when }?
publishing-dropped = Dropped, nothing was published.
publishing-preview-gone = This preview is not yours, or it is out of date.
publishing-done =
    { $groups ->
        [one] Published: { $what }, posted to one group.
       *[other] Published: { $what }, posted to { $groups } groups.
    }
publishing-done-nowhere = Published: { $what }. No group is enabled; to let neighbours sign up, say: link

help-publish = publish: write one line, check it, post it to the groups
help-publish-more =
    In one line: publish Sat 9am-11am, clean-up, at the square, 20 people
    Or just "publish", step by step. In the preview say what to change: 10am, place Unit 3, title Spring clean, 30 people
