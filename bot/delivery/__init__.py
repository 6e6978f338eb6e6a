"""From outbox rows to platforms: what goes next, in whose words, under which budget."""
