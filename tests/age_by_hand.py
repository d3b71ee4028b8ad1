"""The format of age written by hand from https://c2sp.org/age, as another hand than pyrage's: seals with next to no stretching.

Run in the place of `tracker.age_process` it seals so, for tests that are not about how long a password takes, and opens by pyrage.
"""

import os
import sys
from base64 import b64encode
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tracker import age_process

CHUNK, TAG = 1 << 16, 16


def sealed(content: bytes, password: str, power: int = 1) -> bytes:
    """A file under a password, stretched by 2 to this power."""
    key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    stretched = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << power, r=8, p=1).derive(password.encode())
    wrapped = ChaCha20Poly1305(stretched).encrypt(bytes(12), key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), power, _text(wrapped))
    mac = HMAC(_derived(key, b"", b"header"), SHA256())
    mac.update(header)
    cipher = ChaCha20Poly1305(_derived(key, nonce, b"payload"))
    starts = range(0, max(1, len(content)), CHUNK)
    chunks = [
        cipher.encrypt(number.to_bytes(11, "big") + bytes([start + CHUNK >= len(content)]), content[start : start + CHUNK], None)
        for number, start in enumerate(starts)
    ]
    return b"%s %s\n%s" % (header, _text(mac.finalize()), nonce) + b"".join(chunks)


def _derived(key: bytes, salt: bytes, what: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, what).derive(key)


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")


if __name__ == "__main__":
    age_process._sealed = sealed
    sys.exit(age_process.main())
