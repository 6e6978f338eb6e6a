units-added = Added { $name } below { $below }.
units-taken = { $name } exists already.
units-unknown = There is no unit "{ $name }". To add it: add unit grid 3号网格
units-wrong-order = { $name } cannot stand below { $below }.
units-bad-name = The name needs letters, { $longest } at most.
units-which = Say what to add: add unit grid 3号网格, add unit building 5号楼 3号网格, add unit household group 一单元 5号楼
units-line = { $indent }{ $name }
units-holders = { $indent }{ $role }: { $names }
units-more = { $count } more are not shown.

help-new = add unit: add a grid, a building, a household group
help-new-more =
    Say: add unit grid 3号网格
    and below it: add unit building 5号楼 3号网格
help-structure = units: the units and who looks after them
help-structure-more = Say: units
