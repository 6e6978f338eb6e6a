question-short = What becomes of an activity that is short of people

activity-card-minimum = Takes place with { $heads } or more
activity-fault-minimum = A minimum of { $minimum } can't be: it must be between 1 and { $most }, never above the seats.
activity-reason-short = too few signed up

publishing-short-cancels = If too few sign up you are asked; without an answer it is cancelled
publishing-short-keeps = If too few sign up you are asked; without an answer it takes place

minimum-how-many = How many at least? For example: minimum { $number } 8, or: minimum { $number } none
minimum-set-keeps = Takes place with { $heads } or more: { $what }. If too few sign up you are asked; without an answer it takes place.
minimum-set-cancels = Takes place with { $heads } or more: { $what }. If too few sign up you are asked; without an answer it is cancelled.
minimum-none = No minimum any more: { $what }.

short-asked = { $what } ({ $when }) has { $taken } of at least { $heads }. Go ahead, or call it off?
short-else-keep = Without an answer by { $ends } it takes place.
short-else-cancel = Without an answer by { $ends } it is cancelled and everybody is told.
button-short-keep = Go ahead
button-short-cancel = Call it off
short-kept = Fine, { $what } takes place.
short-cancelled = Cancelled, too few signed up: { $what }. { $told }
short-settled = That has been settled already: { $what }.
short-enough = { $what } now has { $taken } of at least { $heads } and takes place.
short-kept-by-itself = Without your answer { $what } takes place ({ $taken } of { $heads }).
short-cancelled-by-itself = Without your answer { $what } was cancelled, too few signed up ({ $taken } of { $heads }); everybody has been told.

help-minimum = Set how many must come
help-minimum-more =
    minimum 3 8; minimum 3 none. Or in the notice: at least 8 people
    A day ahead the organiser is asked when too few signed up; with "cancel if short" silence cancels, else it takes place
