"""What people can say and what then happens: no platform, no SQL."""
