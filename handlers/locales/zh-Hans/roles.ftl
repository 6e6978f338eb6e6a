role-owner = 管理员
role-secretary = 书记
role-social_worker = 社工
role-grid_worker = 网格员
role-captain = 队长
role-mediator = 调解员
role-auditor = 审计

roles-given = { $name }现在是{ $place }的{ $role }。
roles-held-already = { $name }已经是{ $place }的{ $role }了。
roles-taken = { $name }不再是{ $place }的{ $role }。
roles-yours =
    { $by }请您担任{ $place }的{ $role }。
    发“帮助”看能做什么。
roles-no-longer-yours = 您不再担任{ $place }的{ $role }。
roles-not-held = { $name }不是{ $role }。
roles-only-owner = 书记要由管理员来任命和免去。
roles-which = 请写角色和人，如：任命 社工 王芳。角色有：书记、社工、网格员、队长、调解员、审计
question-appoint = 任命哪一位
question-dismiss = 免去哪一位

help-appoint = 任命：请人担任书记、社工、网格员、队长、调解员、审计
help-appoint-more =
    发：任命 社工 王芳
    或引用那个人的消息发：任命 社工
    只管一处：任命 网格员 王芳 3号网格
help-dismiss = 免去：收回角色
help-dismiss-more = 发：免去 社工 王芳，或引用那个人的消息发：免去 社工
