"""Taking back what somebody did last: one inverse for each kind that `handlers.actions.undo` names."""
