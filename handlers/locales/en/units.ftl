units-added = Added { $name } below { $below }.
units-taken = { $name } exists already.
units-unknown = There is no unit "{ $name }". To add it: add unit grid Grid-3
units-wrong-order = { $name } cannot stand below { $below }.
units-bad-name = The name needs letters, { $longest } at most.
units-which = Say what to add: add unit grid Grid-3, add unit building Building-5 Grid-3, add unit household group Stair-1 Building-5
units-line = { $indent }{ $name }
units-holders = { $indent }{ $role }: { $names }
units-more = { $count } more are not shown.

help-new = add unit: add a grid, a building, a household group
help-new-more =
    Say: add unit grid Grid-3
    and below it: add unit building Building-5 Grid-3
help-structure = units: the units and who looks after them
help-structure-more = Say: units
