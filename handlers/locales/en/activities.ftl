button-join = Sign up
button-leave = Can't come
button-roster = List

activity-name = activity { $number } "{ $title }"
activity-line = { $number }. { $title }, { $when }, { $place }, { $left }
activity-card = [Activity { $number }] { $title }{ $stage }
activity-card-when = When: { $when }
activity-card-place = Where: { $place }
activity-card-bring = Please bring: { $bring }
activity-card-remark = Note: { $remark }
activity-card-opens = Sign-up opens: { $when }
activity-card-closes = Sign-up closes: { $when }
activity-card-leave = Leave until: { $when }
activity-card-open = Reply "join { $number }"
activity-card-queue = Reply "join { $number }" to wait for a seat
activity-card-closed = Sign-up is closed
activity-card-cancelled = Called off{ $reason }
activity-card-ended = This activity is over
activity-reason = : { $reason }
stage-cancelled = { " " }(called off{ $reason })
stage-ended = { " " }(over)
stage-started = { " " }(has begun)
activity-seats-left = Signed up { $taken }/{ $seats }, { $left } left
activity-seats-left-waiting = Signed up { $taken }/{ $seats }, { $left } left for those who wait, { $waiting } waiting
activity-seats-final = { $taken } signed up
activity-seats-full = Signed up { $taken }/{ $seats }, full
activity-seats-full-waiting = Signed up { $taken }/{ $seats }, { $waiting } waiting
activity-seats-unlimited = Signed up { $taken }, no limit
activity-left = { $left } left
activity-left-kept = { $left } left for those who wait
activity-left-none = full
activity-left-waiting = full, { $waiting } waiting
activity-left-unlimited = no limit
activity-left-begun = has begun
activity-left-closed = sign-up closed

activity-none = There is no activity { $number }. Reply "activities" for the list.
activity-elsewhere = { $what } is only for the group "{ $group }".
activity-was-cancelled = The { $what } has been called off.
activity-is-over = The { $what } is over.
activity-began = The { $what } has begun.
activity-opened = Sign-up for { $what } is open: reply "join { $number }".

activity-fault-title = A title has 1 to { $title } characters.
activity-fault-place = A place has 1 to { $place } characters.
activity-fault-bring = What to bring has at most { $bring } characters.
activity-fault-remark = A note has at most { $remark } characters.
activity-fault-seats = Seats must be 1 to { $seats }, or "no limit".
activity-fault-taken = { $taken } have signed up already; seats can't be fewer.
activity-fault-guests = At most { $guests } guests each.
activity-fault-past = { $start } is past.
activity-fault-far = An activity is published at most two years ahead.
activity-fault-backwards = The end must be after the start.
activity-fault-long = An activity lasts at most { $days } days.
activity-fault-closes = Sign-up can't close after the start ({ $start }).
activity-fault-closed = The closing time is past.
activity-fault-opens = Sign-up must open before it closes.
activity-fault-leave = Leaving can't end after the start ({ $start }).
activity-reason-long = A reason has at most { $limit } characters.

activities-title = Coming up:
activities-none = Nothing is coming up.
activities-none-then = Nothing from { $first } to { $last }.
activities-none-on = Nothing on { $first }.
activities-more = There is more; ask by day: activities 5 Dec
upcoming-title = The next 7 days:
upcoming-hint = To sign up reply "join NUMBER".

mine-title = Your activities:
mine-offered = a seat is free; until { $until } reply "confirm" or "decline"
mine-held = a seat is held for you
mine-none = You have not signed up for anything. Reply "activities" for the list.
mine-line = { $what }{ $stage }, { $when }, { $place }: { $state }
mine-line-other = { $what }{ $stage }, { $when }, { $place }, for { $name }: { $state }
mine-confirmed = signed up (no. { $number }{ $party })
mine-waiting = waiting, number { $rank }{ $party }
mine-cancelled = don't come
mine-missed = no seat came free

help-activities = activities: what is coming up, and whether there are seats
help-activities-more =
    activities: what is coming up, with seats left
    activities 3: the card of activity 3
    activities Saturday: what there is on that day
help-mine = my activities: what you signed up for
help-mine-more = my activities: signed up, waiting, and whom you signed up
card-call = In the group, name me with @ first; buttons need no @.
card-deaf = I can’t hear replies in this group. To sign up, write to me in private, or ask the secretary.
