question-move = Moving an activity
question-call-off = Calling an activity off

organising-which = Which activity? Add its number: { $word } 3
how-told-private =
    {" "}{ $count ->
        [one] One person has been told in private.
       *[other] { $count } people have been told in private.
    }{ $missed }
how-told-group =
    {" "}{ $count ->
        [one] One person has been told in the group.
       *[other] { $count } people have been told in the group.
    }{ $missed }
how-told-both = { " " }{ $count } people have been told: { $private } in private, { $group } in the group.{ $missed }
how-told-missed = { " " }{ $count } could not be reached.
organising-kept = Fine, nothing was changed.
organising-stale = Somebody has just changed this activity, so nothing was done. It is now:

move-when = To when? For example: reschedule { $number } Sunday 9am
move-confirm = Reply "confirm" to move { $what } to { $when }.
move-confirm-told =
    { $told ->
        [one] Move { $what } from { $since } to { $when } and tell one person? Reply "confirm", or "no" to keep it.
       *[other] Move { $what } from { $since } to { $when } and tell { $told } people? Reply "confirm", or "no" to keep it.
    }
change-none = { $what } is at { $when }, { $place } as it is; nothing was changed.
move-done = Moved { $what }: { $when }, { $place }.{ $told }
activity-moved-notice = Moved: { $what } is now { $when }, { $place }. If you can't come, reply "leave { $number }".
relocate-where = To where? For example: relocate { $number } Unit 3
relocate-done = Moved { $what }: { $place }, { $when }.{ $told }
activity-relocated-notice = Moved: { $what } is now at { $place }, { $when }. If you can't come, reply "leave { $number }".
reseat-how-many = How many seats? For example: seats { $number } 30
reseat-done = Seats of { $what }: { $seats }.{ $promoted }
reseat-promoted =
    {" "}{ $count ->
        [one] One from the waiting list has moved up.
       *[other] { $count } from the waiting list have moved up.
    }
reseat-offered =
    { $count ->
        [one] One from the waiting list is asked to confirm a seat.
       *[other] { $count } from the waiting list are asked to confirm a seat.
    }
close-done = Sign-up for { $what } is closed. To open it again: reopen { $number }
close-already = Sign-up for { $what } was closed already.
reopen-done = Sign-up for { $what } is open again.
reopen-already = Sign-up for { $what } is open as it is.
hush-which = Which activity? For example: quiet 3
hush-done = The { $what } is no longer in the daily list. To undo: unquiet { $number }
unhush-done = The { $what } is in the daily list.
call-off-confirm = The { $line }, { $when }: { $taken } signed up{ $waiting }. Reply "confirm" to call it off and tell them, "no" to keep it.
call-off-waiting = , { $count } waiting
call-off-done = Called off: { $what }, { $when }.{ $told }
activity-cancelled-notice = Called off: { $what }, { $when }, { $place }{ $reason }.

help-move = reschedule: change the time of an activity
help-move-more = reschedule 3 Sunday 9am. Everybody who signed up is told
help-relocate = relocate: change the place of an activity
help-relocate-more = relocate 3 Unit 3
help-reseat = seats: change the seats of an activity
help-reseat-more = seats 3 30, seats 3 no limit. New seats are held for who waits, in order
help-close = close: take no more sign-ups
help-close-more = close 3
help-reopen = reopen: take sign-ups again
help-reopen-more = reopen 3
help-hush = quiet: keep an activity out of the daily list
help-hush-more = quiet 3; to undo: unquiet 3
help-unhush = unquiet: let an activity into the daily list again
help-unhush-more = unquiet 3
help-call-off = call off: cancel an activity
help-call-off-more = call off 3 rain. If somebody signed up you are asked first, and everybody is told
