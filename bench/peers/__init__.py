"""The same job as others would write it, on the frameworks most bots of Telegram are written on."""
