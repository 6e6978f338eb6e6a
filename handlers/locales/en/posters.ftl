poster-heading = { $name }
poster-title = { $title }
poster-foot = Sign up in the group
    with your name and how many you are
poster-foot-code = Scan to sign up
    or say: join { $number }
poster-caption = The poster of { $what }. Save it and send it to your group; for words to go with it say: announcement { $number }. There is no link for signing up, so it has no code: the operator may set poster_link.
poster-caption-code = The poster of { $what }. Save it and send it to your group; for words to go with it say: announcement { $number }
poster-words = 【{ $title }】
poster-join = Sign up in the group with your name and how many you are.
poster-join-link = Sign up: { $link }
poster-over = { $what } has begun or is over; it needs no poster.
poster-which = Which activity? Please give its number: poster 3, announcement 3
help-poster = a poster for groups on WeChat
help-poster-more = poster 3: title, time, place, seats, and a code where there is a link for signing up
help-words = an announcement to be copied to WeChat
help-words-more = announcement 3: all of it as text
button-words = Text to copy
button-poster = Poster
