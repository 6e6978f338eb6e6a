signup-joined = { $who } signed up: { $title } ({ $place }){ $left }
who-you = You are
who-them = { $name } is
place = no. { $number }{ $party }
place-other = no. { $number }{ $party }, signed up by { $registrar }
place-party = , party of { $size }
place-waiting = no. { $number } on the waiting list
place-held = a seat is held
seats-left = , { $room }
room-left = { $left ->
    [one] { $left } seat left
   *[other] { $left } seats left
}
room-kept = { $left ->
    [one] { $left } seat kept for those who wait
   *[other] { $left } seats kept for those who wait
}
room-none = no seats left
room-unlimited = seats are unlimited
signup-waiting = { $who } no. { $number } on the waiting list{ $party }: { $title }. Seats are passed on in order
signup-waiting-behind = { $who } no. { $number } on the waiting list{ $party }: { $title }. The seats left ({ $left }) are kept for those before; they are passed on in order
signup-already = You are signed up already (no. { $number }{ $party }): { $title }
signup-already-other = { $name } is signed up already (no. { $number }{ $party }): { $title }
signup-already-offered = A seat is held for { $name } until confirmed: { $title }
signup-already-waiting = You are no. { $number } on the waiting list{ $party }: { $title }
signup-already-waiting-other = { $name } is no. { $number } on the waiting list{ $party }: { $title }
signup-other-kept = The number was not changed. To change it, first say: 替{ $name }取消报名 { $number }
signup-overlaps = Mind: it overlaps with { $other } ({ $when }).
signup-clash = You take part in activity { $number }, { $other } ({ $when }), at that time; you can't join { $title } too.
signup-clash-other = { $name } takes part in activity { $number }, { $other } ({ $when }), at that time and can't join { $title } too.
refused-cancelled = { $title } has been cancelled{ $reason }.
refused-ended = { $title } is over.
refused-started = { $title } has begun: it is too late to join or leave. Please talk to { $organiser }.
refused-closed = Sign-up for { $title } is closed.
signup-early = Sign-up for { $title } opens { $when }.
leave-late = { $title } could be left until { $when }. Please talk to { $organiser }.
signup-none-open = No activity is open for sign-up now.
signup-no-number = There is no activity { $number } to sign up for.
signup-which = Which activity? { $how }
signup-which-heads = Are { $number } people coming? Which activity? { $how }
option = { $number }. { $title } { $when }
option-other = { $number }. { $name }: { $title } { $when }
option-by-number = Reply with the number of the activity:
option-by-order = Reply with its number in this list:
signup-heads = There is no activity { $number } to sign up for. Are { $number } people coming to { $title }? Reply: yes
signup-sure = Do you want to sign up for { $title } ({ $when }{ $party })? Reply: yes
signup-sure-other = Do you want to sign { $name } up for { $title } ({ $when }{ $party })? Reply: yes
signup-who = Please say the name of { $who }, like: 替王奶奶报名
signup-not = All right, nothing was signed up.
signup-for-too-many = { $title }: one person can sign up { $limit } others. For more, please talk to the organiser.
signup-told = { $registrar } signed you up: { $title }, { $when }, { $place }. If you don't go, reply: leave { $number }
party-of-nobody = At least one person has to come.
party-too-large = { $title }: everybody may bring { $guests } guests at most. Please say how many come.
party-no-guests = { $title }: no guests, please; everybody signs up themselves.
party-offer = { $title } has { $possible ->
    [one] only { $possible } seat
   *[other] only { $possible } seats
} left and you want { $wanted }. Reply with a number:
party-offer-part = 1. { $possible } of us come
party-offer-wait = 2. All { $wanted } go on the waiting list
party-offer-none = 3. Nobody comes
party-offer-resize = { $title } has too few seats; there is room for { $possible } of you. Change to that? Reply: yes
party-not-resized = All right, nothing was changed.
party-resized = { $who } a party of { $size } now: { $title } (no. { $number }){ $left }
party-resized-offered = { $who } a party of { $size } now: { $title } (seats are held until confirmed)
party-resized-waiting = { $who } a party of { $size } now: { $title } (no. { $number } on the waiting list)
party-same = You are { $size } already: { $title }
party-no-room = { $title }: { $room }; you stay { $size }.
party-named = Noted who comes along: { $names } ({ $title }, party of { $size })
party-too-many-names = You bring { $guests } guests; these are more names. To bring more say first: make it { $size }
party-names-missing = Please say it like this: companions Ann, Bob
party-which = Which one? { $how }
party-none = You aren't signed up. Sign up first, then change the number or name your guests.
guest-ask = When you like, reply with the name of { $name }; the place is kept without it, too.
guest-named = Noted: { $name } ({ $title }, { $place })
guest-already-in = { $name } is on the list of { $title } already.
leave-done = { $who } off the list: { $title }{ $left }
leave-done-waiting = { $who } off the waiting list: { $title }
leave-done-passed = { $who } off the list: { $title }; the seat goes to the waiting list
leave-done-offered = { $who } off the list: { $title }; the seat is held for the first on the waiting list
leave-not-in = You aren't signed up for { $title }.
leave-none = You aren't signed up for anything.
leave-no-number = You aren't signed up for activity { $number }.
leave-no-name = You haven't signed { $name } up.
leave-which = Which one do you want to leave? { $how }
leave-sure = Do you want to take { $name } off { $title }? Reply: yes
leave-not = All right, nothing was changed.
waiting-promoted = A seat is free, you are in: { $title }, { $when }, { $place }. If you can't come, reply: leave { $number }
waiting-promoted-other = A seat is free, { $name } is in: { $title }, { $when }, { $place }. If they can't come, reply: 替{ $name }取消报名 { $number }
waiting-promoted-clash = A seat is free, you are in: { $title }, { $when }. It overlaps with { $other }; if you can't come, reply: leave { $number }
question-signup-which = Which activity you join
question-signup-whom = Whom to sign up
question-signup-sure = Whether you sign up
question-party-offer = What to do with too few seats
question-party-resize = Whether to change the number
question-party-which = Which sign-up to change
question-guest-name = The name of who you signed up
question-leave-which = Which sign-up to take back
question-leave-sure = Whether to take back a sign-up
help-join = Sign up for an activity
help-join-more =
    Say "join", "+1" or "count me in" in the group, or press the button on the card. With several activities add the number: join 3
    With guests: sign up for 2
help-leave = Take back a sign-up
help-leave-more = leave; leave 3; not coming. When people wait you are asked first; two minutes of silence mean leave
help-party = Change how many come, name your guests
help-party-more = make it 2; companions Ann, Bob
