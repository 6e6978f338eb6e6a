"""A WeChat Official Account: people one by one, answered inside their own request."""
