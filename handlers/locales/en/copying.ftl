copy-how = Say: copy 3 to next Saturday 9am, or: copy last cleaning day to next Saturday 9am
copy-when = To when shall I copy activity { $number } "{ $title }"? E.g. copy { $number } to next Saturday 9am
copy-none = There is no activity with "{ $title }" in its title.
help-copy = publish an earlier activity again
help-copy-more =
    copy 3 to next Saturday 9am
    copy last cleaning day to next Saturday 9am
    You see a preview first, can change it, and confirm
