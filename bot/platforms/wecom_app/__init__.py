"""A self-built app of WeCom (自建应用): private chats with members, and a group it only speaks in."""
