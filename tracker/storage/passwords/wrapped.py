"""The key of a diary as it is kept: wrapped twice, by the password and by the recovery code, either of which opens it.

By choice it is wrapped a third time, by a secret that lies in the keyring of the desktop; whatever becomes of that, the two open it.

A wrapped key is worth nothing without what it is wrapped by. It is AES-256-GCM; what it is wrapped by comes from the password by Argon2id, with
the second of the two choices of RFC 9106, and by HKDF from the code, which is 130 bits drawn at random and needs no stretching, as from the
secret of the keyring, which is 256.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tracker.domain.passwords import as_bytes
from tracker.domain.recovery_code import number_of
from tracker.storage.connection import NUMBER_LENGTH
from tracker.storage.database import Key

FORMAT = 1
SECRET_LENGTH, SALT_LENGTH, NONCE_LENGTH, TAG_LENGTH = 32, 16, 12, 16


class Cost(NamedTuple):
    """What making a key from a password takes: memory in KiB, passes over it, and lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


# Of a file that somebody else has made, no more than this is believed.
DEAREST = Cost(1_048_576, 20, 16)
USUAL = Cost()


@dataclass(frozen=True, slots=True)
class Wrap:
    """A wrapped key with all that unwraps it but the password, the code or the secret; only a password costs something."""

    salt: bytes
    nonce: bytes
    key: bytes
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key as it is kept, by its number."""

    number: bytes
    by_password: Wrap
    by_code: Wrap
    by_keyring: Wrap | None = None

    def opened_by_password(self, password: str) -> Key | None:
        """The key; None where it is another password."""
        return self._opened(self.by_password, as_bytes(password))

    def opened_by_code(self, code: str) -> Key | None:
        """The key; None where it is another code, or none."""
        number = number_of(code)
        return None if number is None else self._opened(self.by_code, _code_bytes(number))

    def opened_by_keyring(self, secret: bytes) -> Key | None:
        """The key; None where the secret is another one, or none opens it."""
        return None if self.by_keyring is None else self._opened(self.by_keyring, secret)

    def with_password(self, key: Key, password: str) -> "WrappedKey":
        """The same key by another password."""
        return replace(self, by_password=_wrap(key, as_bytes(password), USUAL))

    def with_code(self, key: Key, code: str) -> "WrappedKey":
        """The same key by another recovery code."""
        return replace(self, by_code=_wrap(key, _code_bytes(_number(code)), None))

    def with_keyring(self, key: Key, secret: bytes | None) -> "WrappedKey":
        """The same key by another secret in the keyring, or by none."""
        return replace(self, by_keyring=None if secret is None else _wrap(key, secret, None))

    def as_bytes(self) -> bytes:
        """As it is written into a file."""
        told = {"format": FORMAT, "number": self.number.hex(), "password": _told(self.by_password), "code": _told(self.by_code)}
        return json.dumps(told | ({} if self.by_keyring is None else {"keyring": _told(self.by_keyring)})).encode()

    def _opened(self, wrap: Wrap, secret: bytes) -> Key | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return Key(self.number, AESGCM(_derived(secret, wrap.salt, wrap.cost)).decrypt(wrap.nonce, wrap.key, self.number))
        except InvalidTag:
            return None


def new_key(password: str, code: str) -> tuple[Key, WrappedKey]:
    """A key drawn at random, and wrapped by a password and a code."""
    key = Key(os.urandom(NUMBER_LENGTH), os.urandom(SECRET_LENGTH))
    return key, WrappedKey(key.number, _wrap(key, as_bytes(password), USUAL), _wrap(key, _code_bytes(_number(code)), None))


def read_wrapped(content: bytes) -> WrappedKey | None:
    """What a file holds; None where it was damaged, or asks for more than any computer has."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            return None
        number = _bytes(told["number"], NUMBER_LENGTH)
        return WrappedKey(number, _read(told["password"], has_cost=True), _read(told["code"], has_cost=False), _keyring_in(told))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _keyring_in(told: Mapping[str, Any]) -> Wrap | None:
    try:
        return _read(told["keyring"], has_cost=False)
    except (ValueError, KeyError, TypeError):
        return None  # a damaged one is no reason to lose the two that always open it


def _wrap(key: Key, secret: bytes, cost: Cost | None) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(NONCE_LENGTH)
    return Wrap(salt, nonce, AESGCM(_derived(secret, salt, cost)).encrypt(nonce, key.secret, key.number), cost)


def _derived(secret: bytes, salt: bytes, cost: Cost | None) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    if cost is None:
        derived: bytes = HKDF(algorithm=SHA256(), length=SECRET_LENGTH, salt=salt, info=b"recovery code").derive(secret)
    else:
        derived = Argon2id(salt=salt, length=SECRET_LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(secret)
    return derived


def _number(code: str) -> int:
    number = number_of(code)
    if number is None:
        raise ValueError("not a recovery code")
    return number


def _code_bytes(number: int) -> bytes:
    return number.to_bytes(17, "big")


def _told(wrap: Wrap) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(wrap, name).hex() for name in ("salt", "nonce", "key")}
    return told | ({} if wrap.cost is None else dict(wrap.cost._asdict()))


def _read(told: Mapping[str, Any], *, has_cost: bool) -> Wrap:
    cost = Cost(*(_bounded(told[name], getattr(DEAREST, name)) for name in Cost._fields)) if has_cost else None
    if cost is not None and cost.memory < 8 * cost.lanes:
        raise ValueError("less memory than Argon2 takes")
    return Wrap(_bytes(told["salt"], SALT_LENGTH), _bytes(told["nonce"], NONCE_LENGTH), _bytes(told["key"], SECRET_LENGTH + TAG_LENGTH), cost)


def _bytes(told: str, length: int) -> bytes:
    read = bytes.fromhex(told)
    if len(read) != length:
        raise ValueError(length)
    return read


def _bounded(told: int, most: int) -> int:
    if type(told) is not int or not 1 <= told <= most:
        raise ValueError(most)
    return told
