question-cover = Standing in for somebody

cover-asking =
    { $count ->
        [one] Fine, one neighbour is being asked in private; you will hear at once. To stop: stop looking { $number }
       *[other] Fine, { $count } neighbours are being asked in private; you will hear at once. To stop: stop looking { $number }
    }
cover-held = Fine. Nobody is disturbed at night, asking begins { $when }.
cover-asked = { $name } can't come to { $what } and asks you to stand in: { $when }, { $place }. Please reply: yes, or no
button-cover-yes = Yes
button-cover-no = I can't
cover-declined = Fine, you won't be asked again this time.
cover-done = Thank you! You stand in for { $name }: { $what }, { $when }, { $place }.
cover-found = { $name } stands in for you: { $what } ({ $when }, { $place }). Your place is now { $name }'s.
cover-news = { $what }: { $name } stands in for { $other }.
cover-returned = { $name } can't stand in for you at { $what } after all, the seat is yours again: { $when }. To look for somebody else say: find cover { $number }
cover-returned-news = { $what }: { $name } no longer stands in for { $other }, who has the seat again.
cover-taken = Somebody was found already, thank you.
cover-over = It isn't needed any more, thank you.
cover-all-asked =
    { $pending ->
        [one] { $what }: there is nobody else to ask; one answer is still missing.
       *[other] { $what }: there is nobody else to ask; { $pending } answers are still missing.
    }
cover-all-declined = { $what }: nobody who was asked can come. If you can't either, reply: cancel { $number }
cover-already = Somebody is being looked for already ({ $what }). To stop: stop looking { $number }
cover-nobody = There is nobody to ask for { $what }; please turn to { $organiser }.
cover-not-in = You have no place in { $what }, there is nothing to take over.
cover-party = You signed up { $size } people ({ $what }); only one can be stood in for. First say: change to 1
cover-queue =
    { $waiting ->
        [one] One person is waiting for your place. Just reply: cancel { $number }
       *[other] { $waiting } people are waiting for your place. Just reply: cancel { $number }
    }
cover-which = Which activity? For example: find cover 3
cover-withdrawn = Fine, nobody is looked for any more: { $title }.
cover-none = Nobody is being looked for ({ $what }).
cover-busy = You take part in { $other } then ({ $when }).
cover-in-already = You are on the list of { $what } already.

help-cover = Find somebody who comes instead
help-cover-more = find cover 3: neighbours who took part before are asked in private, three at a time; the first to agree gets the place
help-uncover = Stop looking for somebody
help-uncover-more = stop looking 3
