"""Use cases: exists? allowed? still possible? decide, write, tell."""
