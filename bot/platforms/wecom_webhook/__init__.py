"""A webhook of one group of WeCom (消息推送): it speaks there and hears nothing."""
