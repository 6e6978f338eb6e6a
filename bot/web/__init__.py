"""The HTTP side: platforms callbacks, pages, health."""
