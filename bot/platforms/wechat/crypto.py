"""Who really sent a callback, and what is in its envelope: signatures and AES over wechatpy."""

import hashlib
import hmac
import struct
from datetime import datetime

from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException

from bot.platforms.wechat.xml import MalformedError

# A callback is signed when it is sent, and resent within seconds.
STALE = 300
_SPACE = 32


class Refused(Exception):  # noqa: N818 it is what happens to the caller
    """A callback is not signed by whom it must be, or was signed long ago."""


def signature(*parts: str) -> str:
    """Return the signature of the token, the timestamp, the nonce and, sealed, the envelope."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 Tencent's choice


def check(given: str, *parts: str) -> None:
    """Raise Refused unless a signature is that of these parts."""
    if not hmac.compare_digest(given.encode(), signature(*parts).encode()):
        raise Refused("the signature is wrong")


def check_fresh(timestamp: str, now: datetime) -> None:
    """Raise Refused for what was signed more than five minutes from now, before or after."""
    is_number = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _SPACE
    if not is_number or abs(int(timestamp) - now.timestamp()) > STALE:
        raise Refused("the timestamp is stale")


class Envelope:
    """Opens and seals messages between Tencent and one account.

    `receive_id` is the app id of an Official Account, the corp id, or "" for an AI bot.
    """

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        """Raise ValueError for a key that is none: it has 43 characters."""
        try:
            key: bytes = WeChatCrypto(token, aes_key, receive_id).key
        except AssertionError:
            raise ValueError("an EncodingAESKey has 43 characters") from None
        self._token = token
        self._key = key
        self._receive_id = receive_id

    def open(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> bytes:
        """Return what an envelope holds. Raises Refused for a signature that is wrong,
        MalformedError for what can't be decrypted or is for somebody else.
        """
        check(signature, self._token, timestamp, nonce, encrypted)
        try:
            opened: str = PrpCrypto(self._key).decrypt(encrypted, self._receive_id)
        except (ValueError, IndexError, TypeError, struct.error, InvalidAppIdException) as error:
            raise MalformedError(f"not decrypted: {type(error).__name__}") from None
        return opened.encode()

    def seal(self, plain: bytes | str, nonce: str, timestamp: str) -> tuple[str, str]:
        """Return a message encrypted, and its signature."""
        sealed: bytes = PrpCrypto(self._key).encrypt(plain, self._receive_id)
        encrypted = sealed.decode()
        return encrypted, signature(self._token, timestamp, nonce, encrypted)
