"""Tencent's envelope, written from its description alone: what tests seal and open with."""

import base64
import hashlib
import os
import re
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 Tencent's choice


@dataclass(frozen=True, slots=True)
class Sealer:
    token: str
    aes_key: str
    receive_id: str

    @property
    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))

    def seal(self, plain: str) -> str:
        message = plain.encode()
        data = os.urandom(16) + struct.pack(">I", len(message)) + message + self.receive_id.encode()
        padding = BLOCK - len(data) % BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(data + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        decryptor = self._cipher.decryptor()
        data = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
        data = data[: -data[-1]]
        (length,) = struct.unpack(">I", data[16:20])
        assert data[20 + length :].decode() == self.receive_id
        return data[20 : 20 + length].decode()

    def sign(self, timestamp: str, nonce: str, *sealed: str) -> str:
        return signature(self.token, timestamp, nonce, *sealed)


def field(xml: str, name: str) -> str:
    """Return what stands in an element, its CDATA sections put together."""
    found = re.search(rf"<{name}>(.*?)</{name}>", xml, re.DOTALL)
    if found is None:
        return ""
    sections = re.findall(r"<!\[CDATA\[(.*?)\]\]>", found[1], re.DOTALL)
    return "".join(sections) if sections else found[1]


def element(name: str, value: str | int) -> str:
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    held = value.replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{held}]]></{name}>"
