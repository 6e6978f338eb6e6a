"""Is this message a sign-up, a withdrawal, a question about an activity, or other talk?"""

from handlers.language.signup.reader import read_signup
from handlers.language.signup.reading import Act, Meaning, SignupReading

__all__ = ["Act", "Meaning", "SignupReading", "read_signup"]
