"""What the platforms of Tencent have in common: envelopes, XML, access tokens, calls."""
