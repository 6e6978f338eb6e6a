units-added = 已新建{ $name }，在{ $below }下面。
units-taken = 已经有{ $name }了。
units-unknown = 没有“{ $name }”这个单元。要新建，如：新建 网格 3号网格
units-wrong-order = { $name }不能放在{ $below }下面。
units-bad-name = 名字要有文字，最多{ $longest }个字。
units-which = 请写要建什么，如：新建 网格 3号网格，新建 楼栋 5号楼 3号网格，新建 楼组 一单元 5号楼
units-line = { $indent }{ $name }
units-holders = { $indent }{ $role }：{ $names }
units-more = 还有{ $count }个没有列出。

help-new = 新建：添网格、楼栋、楼组
help-new-more =
    发：新建 网格 3号网格
    在它下面再添：新建 楼栋 5号楼 3号网格
help-structure = 架构：网格、楼栋和谁负责
help-structure-more = 发：架构
