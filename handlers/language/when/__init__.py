"""When something takes place: reading Chinese and simple English times out of what people write.

The text is cut into tokens by one pattern (`scanner`, fed by the vocabulary files), tokens that
stand together become phrases (`phrases`), the phrase that is meant is chosen (`choice`) and
resolved against a moment (`resolve`).
"""

from handlers.language.when.reader import read_when
from handlers.language.when.reading import Ask, When

__all__ = ["Ask", "When", "read_when"]
