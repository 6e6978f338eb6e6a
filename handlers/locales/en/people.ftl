only-owner = Only the owner of the service can do this.
only-secretary = Only the secretary of this community can do this.
only-staff = Only the secretary or a social worker of this community can do this.
only-organiser = Only who published this activity, the secretary or a social worker can change it.

people-unknown = I know nobody called "{ $name }" here. Let them say a word in the community's group first, or quote their message.
people-whom = Add a name, or quote that person's message.
people-which = Several people are called { $name }. Reply with a number:
people-choice = { $number }. { $name } ({ $groups })

name-set = Fine, the lists say: { $name }
name-sure = Should the lists say "{ $name }"? Reply yes or no.
name-kept = Fine, the lists still say: { $name }
name-bad = Please give a name of { $longest } letters at most: my name is Wang Fang
name-please = The list says “{ $name }” for now. Please tell me your name, like: my name is Fang Wang
question-name = What name the lists should say

home-which = Which community do you mean? Reply with a number:
home-chosen = Fine, what you tell me in private is about { $community } from now on. To change it: switch community
home-is = Community: { $community }
home-only = You are only in { $community }; there is nothing to switch.
home-unknown = You are not in "{ $name }". Say "switch community" to see where you are.
home-in-private = Tell me in private: switch community
question-home = Which community you mean

help-name = my name is: change your name on the lists
help-name-more = Say: my name is Wang Fang
help-switch = switch community: talk about another community
help-switch-more = In private: switch community, then a number; or: switch community NAME
