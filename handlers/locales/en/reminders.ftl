reminder-told-day = Reminder: { $what }, { $when }, { $place }.
reminder-told-soon = Starting soon: { $what }, { $when }, { $place }.
reminder-late = (This reminder is late.)
reminder-text = { $words }
reminder-leave = Can't come? Reply: cancel { $number }
reminder-organiser-day = You organise { $what }: { $when }, { $place }.
reminder-organiser-soon = You organise { $what }, starting soon: { $when }, { $place }.

remind-which = Which activity? For example: remind 3 wear gloves
remind-what = What should the reminders add? For example: remind { $number } wear gloves
remind-is = The reminders add: { $words }. To stop that: remind { $number } none
remind-set = Fine, the reminders of { $what } will add: { $words }
remind-cleared = Fine, the reminders of { $what } add nothing.
remind-long = What reminders add has at most { $limit } characters.
reminders-off = Fine, no more reminders before activities. To have them again: resume reminders
reminders-on = Fine, you will be reminded before activities.

help-remind = Add a sentence to an activity's reminders
help-remind-more = remind 3 wear gloves; to stop that: remind 3 none. People are reminded a day and two hours ahead
help-no-reminders = No reminders for me
help-no-reminders-more = no reminders; to have them again: resume reminders
help-reminders = Have reminders again
help-reminders-more = resume reminders
