offer = A seat is free: { $title }, { $when }, { $place }
offer-other = A seat is free for { $name }: { $title }, { $when }, { $place }
offer-until = Until { $until } reply "confirm" to take it or "decline" to pass it on; after that it is held no longer
offer-lapsed = The seat for { $title } was not confirmed by { $until } and goes to the next, if anybody waits. If you still want to come, reply: join { $number }
offer-lapsed-other = The seat of { $name } for { $title } was not confirmed by { $until } and goes to the next, if anybody waits.
button-claim = Confirm
button-decline = Decline
declined-done = { $who } not taking the seat: { $title }{ $left }
declined-done-passed = { $who } not taking the seat: { $title }; it goes to the next in line
declined-done-offered = { $who } not taking the seat: { $title }; it is held for the next in line
offer-late = It is too late to confirm: the seat for { $title } was held no longer and goes to the next, if anybody waits. If you still want to come, reply: join { $number }
offer-declined = You have declined the seat for { $title }. If you still want to come, reply: join { $number }
offer-answered = You have confirmed that you come to { $title }. If you can't, reply: leave { $number }
offer-waiting = It isn't your turn yet for { $title }; seats are passed on in order.
signup-not-yours = This seat is for { $name }: only they, or who signed them up, can answer.
offer-not-yours = These seats are for those who are named. To come, answer: join
question-claim = Whether the seat is taken
question-leaving = Whether to leave or to stay
question-about = { $what } ({ $title })
leaving-warned = { $count ->
    [one] { $count } person waits
   *[other] { $count } people wait
} behind you; if you leave, the seat goes to the next. Reply "confirm" to leave at once, "stay" to stay; two minutes of silence mean leave
leaving-warned-named = { $name }: { $count ->
    [one] { $count } person waits
   *[other] { $count } people wait
} behind you; if you leave, the seat goes to the next. Reply "confirm" to leave at once, "stay" to stay; two minutes of silence mean leave
leaving-stayed = All right, { $who } staying: { $title } (no. { $number }{ $party })
button-quit = Leave
button-stay = Stay
chain-report = { $what }, seat: { $chain }
chain-then = { $before } → { $after }
chain-link-withdrawn = { $name } left
chain-link-removed = { $name } was removed
chain-link-declined = { $name } declined
chain-link-lapsed = { $name } didn't answer
chain-fewer = { $name } brings fewer
chain-more = { $count } more who didn't take it
chain-taken = { $name } took it
chain-nobody = nobody took it yet
