"""Telegram: python-telegram-bot's requests and errors on aiohttp, updates read from their raw JSON."""
