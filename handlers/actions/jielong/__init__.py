"""接龙: comparing a list that was pasted from WeChat with ours, and bringing ours up to it."""
