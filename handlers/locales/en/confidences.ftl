confided = { $what }, for those with a seat only: { $words }
confide-in-private = Everybody reads the group. Tell me in private: confide 3 door code 1234
confide-which = Which activity? For example: confide 3 door code 1234
confide-told =
    { $count ->
        [one] Told one person with a seat in { $what } in private; who signs up later is told too.
       *[other] Told { $count } people with a seat in { $what } in private; who signs up later is told too.
    }
confide-unreached = Never spoke to me in private and can't be told: { $names }
confide-cleared = { $what } has nothing to confide any more.
confide-long = It has at most { $limit } characters.
confide-no-seat = Only those with a seat in { $what } may read it.
confide-nothing = { $what } has nothing to confide.

mask-on = The list of { $what } hides names in the group. To show them: mask names { $number } off
mask-off = The list of { $what } shows full names in the group.

help-confide = confide: tell only those with a seat, in private: a telephone number, a door code
help-confide-more = The organiser, in private: confide 3 door code 1234. Who signs up later is told too; to remove it: confide 3 none. Who has a seat reads it again by: confide 3
help-mask = mask names: hide full names in the group's list
help-mask-more = Say: mask names 3. To show them: mask names 3 off. In private the organiser reads full names
