"""A file that is no whole diary, as a damaged one that was set aside, encrypted as it is: AES-256-GCM by a key made from that of the diary."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DiaryDamaged
from tracker.files import atomic_write
from tracker.language import _
from tracker.storage.connection import NUMBER_LENGTH
from tracker.storage.database import Key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ENDING = ".sealed"
MAGIC = b"RTRsealed"
NONCE_LENGTH = 12


def seal(file: Path, key: Key) -> None:
    """Put an encrypted file in the place of one; raises Refused, or OSError, the file as it was."""
    sealed = file.with_name(file.name + ENDING)
    nonce = os.urandom(NONCE_LENGTH)
    atomic_write(sealed, MAGIC + key.number + nonce + _cipher(key).encrypt(nonce, file.read_bytes(), MAGIC + key.number))
    file.unlink()


def unseal(sealed: Path, key: Key) -> None:
    """Put the file back that was sealed; raises DiaryDamaged, Refused or OSError, the sealed one as it was."""
    from cryptography.exceptions import InvalidTag

    content = sealed.read_bytes()
    start = MAGIC + key.number
    nonce, rest = content[len(start) :][:NONCE_LENGTH], content[len(start) + NONCE_LENGTH :]
    try:
        plain = _cipher(key).decrypt(nonce, rest, start)
    except (InvalidTag, ValueError) as problem:
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup.")) from problem
    atomic_write(sealed.with_name(sealed.name.removesuffix(ENDING)), plain)
    sealed.unlink()


def number_of_sealed(file: Path) -> bytes | None:
    """The number of the key of a sealed file; None for any other."""
    with file.open("rb") as opened:
        start = opened.read(len(MAGIC) + NUMBER_LENGTH)
    return start.removeprefix(MAGIC) if start.startswith(MAGIC) else None


def _cipher(key: Key) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    # A key of its own: what SQLCipher does with that of the diary is no business of this.
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sealed file").derive(key.secret))
