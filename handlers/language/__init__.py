"""Understanding what people write: pure functions of text and a moment."""
