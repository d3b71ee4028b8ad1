"""Seals and opens files of age by pyrage, as a program of its own that `tracker.age_format` runs: password and content come in by a pipe.

pyrage takes up to two gigabytes for some seconds and holds on to the interpreter all the while. What it took is given back with the process,
and where there is not so much it is this process that ends.
"""

import sys

SEAL, OPEN = "seal", "open"
NUMBER = 4  # bytes, for how long the password is
# What it exits with.
WRONG_PASSWORD, NOT_WHOLE, TOO_HARD = 3, 4, 5
# It measures what this computer can do in a thousandth of a second, and refuses what seems too hard: disturbed then, it is wrong.
TRIES = 5


def main() -> int:
    """Do one deed; what comes of it goes out by a pipe, once all of it is there."""
    password = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(NUMBER), "big")).decode()
    content = sys.stdin.buffer.read()
    made = _sealed(content, password) if sys.argv[1] == SEAL else _opened(content, password)
    if isinstance(made, int):
        return made
    sys.stdout.buffer.write(made)
    return 0


def _sealed(content: bytes, password: str) -> bytes:
    from pyrage import passphrase

    made: bytes = passphrase.encrypt(content, password)
    return made


def _opened(content: bytes, password: str) -> bytes | int:
    from pyrage import DecryptError, passphrase

    for _try in range(TRIES):
        try:
            plain: bytes = passphrase.decrypt(content, password)
        except DecryptError as problem:
            words = str(problem)
            if words == "Decryption failed":
                return WRONG_PASSWORD
            if not words.startswith("Excessive work"):
                return NOT_WHOLE
        else:
            return plain
    return TOO_HARD


if __name__ == "__main__":
    sys.exit(main())
