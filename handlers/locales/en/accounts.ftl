account-code = On the other platform tell me in private: link account { $code } (good for 5 minutes)
account-how = Say “link account” with one account to get 6 digits, then with the other: link account DIGITS
account-code-wrong = These digits are wrong, or older than 5 minutes. Tries left: { $left }.
account-later = Too many wrong tries. Come back after { $when }.
account-same = This is the same person’s account already.
account-both = Both accounts are signed up for activity { $number }, “{ $title }”. Withdraw one of them first.
account-sure = Count “{ $merged }” (this account) as “{ $kept }” from now on? Sign-ups that move along: { $signups }, roles: { $roles }. Reply yes or no.
account-linked = Done. Both accounts are { $name } from now on. To take them apart: unlink account
account-not = All right, nothing is linked.
account-parted = Taken apart: { $name } is an account of its own again, with the sign-ups and roles it brought.
account-alone = No other account was linked.
account-in-private = Please tell me in private: link account
question-account = whether to link accounts

help-account = link account: be one person on several platforms
help-account-more = Send “link account” with one account to get digits, then with the other: link account DIGITS
help-part = unlink account: take accounts apart
help-part-more = Send “unlink account” in private; the sign-ups it brought go back
