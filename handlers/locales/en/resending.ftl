question-resend = which messages to send again

resend-title = These were not sent:
resend-line = { $number }. { $chat } ({ $when }): { $what }
resend-card = the card of activity { $number }
resend-doubtful = { $count } more may have arrived and are not sent again, so that nobody gets them twice.
resend-gone = { $count } more can't be delivered: the group is switched off, or the person can't be written to.
resend-ask = Reply "confirm" to send all again, a number to send that one, "cancel" to send none.
resend-none = Nothing of the last 7 days is left to be sent again.
resend-done = All right, { $count } on their way again.
resend-kept = All right, nothing is sent again.
resend-settled = These have been dealt with already.
resend-in-private = Please tell me in private: resend

help-resend = Send again what was not sent
help-resend-more = In private: resend. It is listed first; what may have arrived is not sent again
