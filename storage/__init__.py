"""What the bot remembers: the only SQLAlchemy."""
