sender-hidden = I can't tell who you are. Please speak as yourself, or press the buttons of the card.
introduction = Hello, I keep this community's activities and sign-ups. { $heard }
hears-all = I hear everything in this group, and keep silent unless it is for me.
hears-little = Here I hear only buttons, replies to me and commands that start with "/". Make me an administrator to hear everything.
hears-all-start = The secretary starts by saying: enable NAME. Neighbours sign up with: join
hears-little-start = The secretary starts by replying to this message: enable NAME. Neighbours press the card's buttons, or reply to the card: join
unreadable = I can’t read this kind of message. Please write it in words.
