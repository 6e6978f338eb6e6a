question-resend = 重发哪几条

resend-title = 这些没发出去：
resend-line = { $number }. { $chat }（{ $when }）：{ $what }
resend-card = { $number }号活动的卡片
resend-doubtful = 另有{ $count }条可能已经送到，不重发，免得重复。
resend-gone = 另有{ $count }条发不到：群停用了，或对方收不了私信。
resend-ask = 回复 确认 全部重发，回复编号只发那一条，回复 取消 不发。
resend-none = 最近7天没有可以重发的消息。
resend-done = 好的，重发{ $count }条。
resend-kept = 好的，不重发。
resend-settled = 这些已经处理过了。
resend-in-private = 请私下发给我：重发

help-resend = 重发没发出去的消息
help-resend-more = 私下发：重发。先列出来给您看；可能已经送到的不重发
