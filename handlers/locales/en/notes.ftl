question-note-which = Which activity the note is for

note-how = What should the organiser know? For example: note I am vegetarian
note-is = The note for { $what }: { $note }
note-for = { $name } ({ $what })
note-which = Which activity is the note for? { $how }
note-kept = Kept the note for { $what }; only the organiser sees it.
note-cleared = Removed the note for { $what }.
note-not = Fine, nothing was kept.
note-not-in = You are not signed up; a note goes with a sign-up.
note-long = A note has at most { $limit } characters.

remark-what = What should the card add? For example: remark { $number } wear boots; to remove it: remark { $number } none
remark-set = The note of { $what } now says: { $remark }
remark-cleared = { $what } has no note any more.

help-note = note: let the organiser know something
help-note-more = When signed up: note I am vegetarian, or: note 3 I am vegetarian. Only the organiser sees it, in the list she gets in private; to remove it: note none
help-remark = remark: change the note on an activity's card
help-remark-more = Say: remark 3 wear boots. To remove it: remark 3 none
