"""The sandbox: a chat platform of our own, for trying things out and for tests."""
