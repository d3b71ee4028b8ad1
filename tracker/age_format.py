"""Files under a password in the format of age (age-encryption.org/v1, https://c2sp.org/age), which any age program opens and makes.

The libraries of age stretch a password by what they measure of the computer in that moment, which they can be wrong about by eight times: a
file made here is to be opened on an older computer too, so the stretching is that of age's own program, always. All ciphers are those of
`cryptography`, which is imported once something is sealed or opened.
"""

import io
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

NEEDED = ("cryptography",)
MAGIC = b"age-encryption.org/v1\n"
# The power of two of scrypt's N: 256 MB and about a second. A file of another program may ask for a gigabyte, and for no more.
USUAL, HARDEST = 18, 20
SALT = b"age-encryption.org/v1/scrypt"
KEY_LENGTH, TAG, SALT_LENGTH = 16, 16, 16
CHUNK = 1 << 16
LONGEST_HEADER = 1_000
HEADER = re.compile(re.escape(MAGIC) + rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---(?= ([A-Za-z0-9+/]{43})\n)")


class WrongPassword(Exception):  # noqa: N818 - named for what it is
    """The password does not open the file."""


class NotWhole(Exception):  # noqa: N818 - named for what it is
    """The file is cut or changed, or is none under a password."""


class TooHard(Exception):  # noqa: N818 - named for what it is
    """To open the file would take more memory than a file of others may ask for."""


def sealed(plain: Iterable[bytes], password: bytes) -> Iterator[bytes]:
    """The file that holds these pieces under a password, piece by piece."""
    key, salt, nonce = os.urandom(KEY_LENGTH), os.urandom(SALT_LENGTH), os.urandom(SALT_LENGTH)
    wrapped = _stretched(password, salt, USUAL).encrypt(bytes(12), key, None)
    header = b"%s-> scrypt %s %d\n%s\n---" % (MAGIC, _text(salt), USUAL, _text(wrapped))
    yield b"%s %s\n%s" % (header, _text(_mac(key, header)), nonce)
    cipher, number, waiting = _payload(key, nonce), 0, bytearray()
    for piece in plain:
        waiting += piece
        # The last chunk is marked, and may be a full one: that it is the last is known at the end.
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_number(number, is_last=False), bytes(waiting[:CHUNK]), None)
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_number(number, is_last=True), bytes(waiting), None)


def opened(file: BinaryIO, password: bytes) -> BinaryIO:
    """What a file holds, to be read on; raises WrongPassword, NotWhole or TooHard, and NotWhole also while it is read. Closed, it closes the file."""
    from cryptography.exceptions import InvalidTag

    start = file.read(LONGEST_HEADER)
    header = HEADER.match(start)
    if header is None:
        raise NotWhole
    if int(header[2]) > HARDEST:
        raise TooHard
    try:
        key = _stretched(password, _bytes(header[1]), int(header[2])).decrypt(bytes(12), _bytes(header[3]), None)
    except InvalidTag as problem:
        raise WrongPassword from problem
    if len(key) != KEY_LENGTH or _mac(key, header[0]) != _bytes(header[4]):
        raise NotWhole
    file.seek(header.end(4) + 1)
    return io.BufferedReader(_Payload(file, _payload(key, file.read(SALT_LENGTH))), CHUNK)


class _Payload(io.RawIOBase):
    """The chunks of a file, opened one by one as they are asked for."""

    def __init__(self, file: BinaryIO, cipher: "ChaCha20Poly1305") -> None:
        self._file, self._cipher = file, cipher
        self._number, self._plain = 0, b""
        self._next = file.read(CHUNK + TAG)
        self._is_over = False

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Some bytes of what is in it; raises NotWhole."""
        view = memoryview(buffer).cast("B")
        if not self._plain and not self._is_over:
            self._plain = self._chunk()
        count = min(len(view), len(self._plain))
        view[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def close(self) -> None:
        """Let go of the file beneath."""
        self._file.close()
        super().close()

    def _chunk(self) -> bytes:
        from cryptography.exceptions import InvalidTag

        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        self._is_over = not self._next
        try:
            plain = self._cipher.decrypt(_number(self._number, is_last=self._is_over), chunk, None)
        except (InvalidTag, ValueError) as problem:
            raise NotWhole from problem
        if not plain and self._number:
            raise NotWhole
        self._number += 1
        return plain


def _stretched(password: bytes, salt: bytes, power: int) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return ChaCha20Poly1305(Scrypt(salt=SALT + salt, length=32, n=1 << power, r=8, p=1).derive(password))


def _derived(key: bytes, salt: bytes, what: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, what).derive(key)


def _mac(key: bytes, header: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.hmac import HMAC

    mac = HMAC(_derived(key, b"", b"header"), SHA256())
    mac.update(header)
    return mac.finalize()


def _payload(key: bytes, nonce: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(_derived(key, nonce, b"payload"))


def _number(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _text(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4))
