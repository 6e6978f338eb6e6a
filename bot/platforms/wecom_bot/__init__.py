"""An AI bot of WeCom (智能机器人): hears who names it in an internal group, and private chats."""
