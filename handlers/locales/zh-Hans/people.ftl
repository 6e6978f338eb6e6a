only-owner = 这件事只有管理员能做。
only-secretary = 这件事要由本社区的书记来做。
only-staff = 这件事要由本社区的书记或社工来做。
only-organiser = 这个活动只有发布人、书记或社工能改。

people-unknown = 群里还没有叫“{ $name }”的人。请 TA 先在社区的群里说句话，或引用 TA 的消息再发。
people-whom = 请写上名字，或引用那个人的消息再发。
people-which = 叫{ $name }的有几位，请回复序号：
people-choice = { $number }. { $name }（{ $groups }）

name-set = 好的，名单上写：{ $name }
name-sure = 名单上就写“{ $name }”吗？回复 确认 或 取消。
name-kept = 好的，名单上还是写：{ $name }
name-bad = 请写姓名，最多{ $longest }个字，如：我是 王芳
name-please = 名单上暂写“{ $name }”。请告诉我您的名字，如：我是 王芳
question-name = 名单上写什么名字

home-which = 您说的是哪个社区？请回复序号：
home-chosen = 好的，以后私下说的都算{ $community }的。要换，发：切换社区
home-is = 社区：{ $community }
home-only = 您只在{ $community }，不用切换。
home-unknown = 您不在“{ $name }”。发“切换社区”看有哪些。
home-in-private = 请私下对我说：切换社区
question-home = 说的是哪个社区

help-name = 我是：改您在名单上的名字
help-name-more = 发：我是 王芳
help-switch = 切换社区：换一个社区来说
help-switch-more = 私下发“切换社区”，再回复序号；或发：切换社区 盐运西社区
