help-newcomer =
    I post a community's activities in its group, take sign-ups and keep the list. There is no owner yet; three steps:
    1. Tell me in private: claim CODE (it is in the window where the program was started)
    2. Take me into the group and say there: enable NAME
    3. publish Sat 9am-11am, community square, clean-up, 20 people
help-members =
    To take part, reply: count me in
    If you can't come, reply: I can't come
    To see what is on, reply: activities. More: help all
help-for-anybody = Neighbours: { $words }
help-for-staff = Secretary and social workers: { $words }
help-for-secretary = Secretary: { $words }
help-for-owner = Owner: { $words }
help-for-newcomer = There is no owner yet: { $words }
help-how = How? Say "help" and that word: help roster
help-welcome = You are welcome. If you need me, say: help
help-unknown = I know no such word. Say "help" to see what you can say.
help-only-staff = That word is for the secretary and social workers.
help-only-secretary = That word is for the secretary.
help-only-owner = That word is for the owner.
help-only-newcomer = There is an owner already; that word is no longer needed.
help-in-group = Say it in the community's group.
help-in-private = Tell me in private.
help-help = help: what you can say to me
help-help-more = Say: help, or: help roster
