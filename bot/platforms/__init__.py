"""One folder a platform; they do not know each other."""
