copy-how = 请这样说：复制 3 到 下周六9点，或：复制上次 清洁日 到 下周六9点
copy-when = 把{ $number }号活动“{ $title }”复制到什么时候？如：复制 { $number } 到 下周六9点
copy-none = 没有标题含“{ $title }”的活动。
help-copy = 照着以前的活动再发布一次
help-copy-more =
    复制 3 到 下周六9点
    复制上次 清洁日 到 下周六9点
    先给您核对，可以改，回复“确认”才发布
