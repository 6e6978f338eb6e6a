mute-set =
    Until { $until } I start nothing in this group. To end it: unmute
    Whoever asks me gets an answer; whoever has to know of a change, a seat or a reminder is still told.
mute-ended = Fine, I speak in this group as usual.
mute-how-long = Say for how long, from 1 minute to 7 days: mute 1 hour
mute-in-group = Please say this in that group.
upcoming-set = I post what is coming up every day at { $at }. To change it: digest 9:00; to stop it: digest off
upcoming-off = I no longer post what is coming up every day. To go on: digest 18:00
upcoming-when = Say at what time every day: digest 18:00; to stop it: digest off
language-set = Fine, I speak English in this community from now on.
language-which = Choose one: set language simplified, set language traditional, set language English

for-others-is = One may sign up { $limit } others for an activity. To change it: limit for others 5
for-others-set = Fine, one may sign up { $limit } others for an activity.
for-others-how-many = Say a number from 0 to { $limit }: limit for others 5

help-mute = mute: let me start nothing in this group for a while
help-mute-more = In the group: mute 1 hour. To end it: unmute
help-unmute = unmute: end being mute
help-unmute-more = In the group: unmute
help-upcoming = digest: when I post what is coming up every day
help-upcoming-more = Say: digest 18:00, or: digest off
help-language = set language: whether I speak Chinese or English
help-language-more = Say: set language simplified, set language traditional, set language English
help-for-others = limit for others: how many others one may sign up
help-for-others-more = Say: limit for others 5
