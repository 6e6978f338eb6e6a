claim-done-here =
    You are the owner now, of { $community }.
    Say “publish” to begin, “help” to see what else there is.
claim-done =
    You are the owner now.
    Next: take me into the community's group and say there: enable NAME
claim-wrong = That is not the code; { $left ->
        [one] one try is
       *[other] { $left } tries are
    } left. The code is in the window where the program was started.
claim-later = Too many wrong codes. Try again after { $when }.
claim-which-code = Add the code: claim 1a2b3c4d. It is in the window where the program was started.
claim-no-code = There is no owner code yet; ask whoever installed the program to set one.
claim-in-private = Keep the code out of the group. Tell me in private: claim CODE
claim-yours-already = You are the owner already.
claim-taken = There is an owner already. To manage a community, ask the owner to appoint you.
claim-nothing = There is nothing to claim right now.

setup-created =
    { $community } is enabled; I am listening here.
    Try a first activity: publish Sat 9am-11am, community square, clean-up, 20 people
setup-enabled =
    This group belongs to { $community } now and shares its activities and seats.
    Say "help" to see what I can do.
setup-enabled-already = This group is enabled already, for { $community }. Say "help" to see what I can do.
setup-disabled = I am silent in this group from now on; everything is kept. To go on, say: enable
setup-other-community = This group belongs to { $there }. To move it to { $wanted }, say "disable" first, then: enable { $wanted }
setup-no-owner = There is no owner yet. First tell me in private: claim CODE (it is in the window where the program was started)
setup-only-owner = I know no such community; only the owner can create a new one.
setup-name-missing = Add the name of the community: enable NAME
setup-bad-name = The name of a community needs letters, { $longest } at most.
setup-in-group = Please say this in the community's group.

status-waiting = Waiting to be sent: { $count }
status-dead = Could not be sent: { $count }
status-resend = To see which, say: resend
status-set-aside = Messages set aside: { $count }
status-oldest = Waiting the longest since: { $when }
status-last = Last error: { $what }

help-claim = claim: become the owner at first use
help-claim-more = In private: claim CODE. The code is in the window where the program was started.
help-enable = enable: let me work in this group
help-enable-more = In the group: enable NAME. Where I was disabled, "enable" alone will do.
help-disable = disable: I fall silent in this group; everything is kept
help-disable-more = In the group: disable. To go on: enable
help-status = status: what waits, what could not be sent, what was set aside
help-status-more = Say: status
