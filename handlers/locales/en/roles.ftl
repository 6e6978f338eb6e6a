role-owner = owner
role-secretary = secretary
role-social_worker = social worker
role-grid_worker = grid worker
role-captain = captain
role-mediator = mediator
role-auditor = auditor

roles-given = { $name } is { $role } of { $place } now.
roles-held-already = { $name } is { $role } of { $place } already.
roles-taken = { $name } is no longer { $role } of { $place }.
roles-yours =
    { $by } made you { $role } of { $place }.
    Say "help" to see what you can do.
roles-no-longer-yours = You are no longer { $role } of { $place }.
roles-not-held = { $name } is not { $role }.
roles-only-owner = Only the owner appoints and dismisses secretaries.
roles-which = Give a role and a person: appoint social worker Wang Fang. Roles: secretary, social worker, grid worker, captain, mediator, auditor
question-appoint = Whom to appoint
question-dismiss = Whom to dismiss

help-appoint = appoint: make somebody secretary, social worker, grid worker, captain, mediator or auditor
help-appoint-more =
    Say: appoint social worker Wang Fang
    or quote that person's message: appoint social worker
    for a part only: appoint grid worker Wang Fang Grid-3
help-dismiss = dismiss: take a role back
help-dismiss-more = Say: dismiss social worker Wang Fang, or quote that person's message: dismiss social worker
