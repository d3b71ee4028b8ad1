"""Files in the format of age: what is sealed here another hand's program opens, and the other way round; what is cut, changed or joined is told."""

import io
import subprocess
import sys
from base64 import b64decode

import pytest

from tests.age_by_hand import CHUNK, TAG, sealed
from tests.password import OTHER, PASSWORD
from tracker import age_format, age_process
from tracker.age_format import HARDEST, NotWhole, TooHard, WrongPassword, opened

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7)
# As version 0.1 sealed it, without pyrage, stretched as age's own program does.
MADE_BEFORE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA4ZmlES2hGcjV6alpxWGtaU2l2cFNBIDE4CkFhMnJTS0N3azdzY2dIUXVUbjZGanJzTz"
    "VESGJtY0thVGZLam5oRUtaaGsKLS0tIC9VSFJNV0dEcW5vQVMvd2hZQyswNjBxdW5mUkp6MUtxSXZjajlQQ1NRTlUK01SSDQ5NquPWhNjVQLOy"
    "hS61lACqybeMMKS/OPrsd4PEZ3U7ywIE"
)


@pytest.fixture
def done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that opens is run in this process: a hundred of their own would take a minute."""

    class Stream:
        def __init__(self, content: bytes = b"") -> None:
            self.buffer = io.BytesIO(content)

    def run(command: list[str], **options: bytes) -> subprocess.CompletedProcess[bytes]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", command[2:])
            patch.setattr(sys, "stdin", Stream(options["input"]))
            patch.setattr(sys, "stdout", out := Stream())
            return subprocess.CompletedProcess(command, age_process.main(), out.buffer.getvalue())

    monkeypatch.setattr(subprocess, "run", run)


def content(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(size))


@pytest.mark.usefixtures("done_here")
@pytest.mark.parametrize("size", SIZES)
def test_what_another_hand_sealed_is_opened_here(size):
    assert opened(sealed(content(size), PASSWORD), PASSWORD) == content(size)


def test_what_is_sealed_here_is_opened_by_its_password_alone_whatever_is_in_it():
    file = age_format.sealed(content(2 * CHUNK + 7), "ß Ωmega 😀")
    assert opened(file, "ß Ωmega 😀") == content(2 * CHUNK + 7)
    with pytest.raises(WrongPassword):
        opened(file, PASSWORD)


def test_a_file_made_before_by_other_hands_still_opens():
    assert opened(MADE_BEFORE, PASSWORD) == b"a diary"


def test_nobody_waits_for_a_password_that_is_no_text():
    with pytest.raises(WrongPassword):
        opened(MADE_BEFORE, "half of a pair \udc80")


@pytest.mark.usefixtures("done_here")
@pytest.mark.parametrize("size", SIZES)
def test_a_cut_is_told_wherever_it_is(size):
    file = sealed(content(size), PASSWORD)
    body = len(file) - size - TAG * max(1, -(-size // CHUNK))
    for end in {0, 10, 30, 100, body - 16, body, len(file) - CHUNK, len(file) - CHUNK - TAG, len(file) - TAG - 1, len(file) - TAG, len(file) - 1}:
        if 0 <= end < len(file):
            with pytest.raises(NotWhole):
                opened(file[:end], PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_a_changed_byte_is_told_wherever_it_is():
    file = sealed(b"a diary", PASSWORD)
    for place in range(len(file)):
        for bit in (1, 128):
            spoilt = bytearray(file)
            spoilt[place] ^= bit
            with pytest.raises((NotWhole, WrongPassword)):
                opened(bytes(spoilt), PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_chunks_in_another_order_or_behind_the_end_are_told():
    file = sealed(content(3 * CHUNK), PASSWORD)
    long = CHUNK + TAG
    start = len(file) - 3 * long
    first, second, third = (file[start + long * place : start + long * (place + 1)] for place in range(3))
    for chunks in ((second, first, third), (first, third), (first, second), (first, second, third, third), (first, second, third, b"x")):
        with pytest.raises(NotWhole):
            opened(file[:start] + b"".join(chunks), PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_a_wrong_password_is_told():
    with pytest.raises(WrongPassword):
        opened(sealed(b"a diary", PASSWORD), OTHER)


def test_one_that_is_made_to_fill_the_memory_is_not_begun(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    file = sealed(b"a diary", PASSWORD)
    for power in (HARDEST + 1, 63, 99):
        with pytest.raises(TooHard):
            opened(file.replace(b" 1\n", b" %d\n" % power, 1), PASSWORD)


def test_one_that_would_be_too_hard_to_open_again_is_not_made(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_command, **_how: subprocess.CompletedProcess([], 0, hard))
    hard = sealed(b"a diary", PASSWORD).replace(b" 1\n", b" %d\n" % (HARDEST + 1), 1)
    with pytest.raises(OSError, match="memory"):
        age_format.sealed(b"a diary", PASSWORD)


@pytest.mark.usefixtures("done_here")
def test_a_computer_that_seems_too_slow_for_a_moment_is_asked_again(monkeypatch):
    from pyrage import DecryptError, passphrase

    file, refused = sealed(b"a diary", PASSWORD), []

    def decrypt(content: bytes, password: str) -> bytes:
        if len(refused) < times:
            refused.append(password)
            raise DecryptError("Excessive work parameter for passphrase.\nDecryption would take around 16 seconds.")
        return real(content, password)

    real, times = passphrase.decrypt, 2
    monkeypatch.setattr(passphrase, "decrypt", decrypt)
    assert opened(file, PASSWORD) == b"a diary"
    times = 1_000
    with pytest.raises(TooHard):
        opened(file, PASSWORD)


@pytest.mark.parametrize("deed", [age_format.sealed, opened])
def test_where_the_memory_does_not_suffice_it_is_told(monkeypatch, tmp_path, deed):
    (dies := tmp_path / "dies.py").write_text("import os; os.abort()")
    monkeypatch.setattr(age_format, "PROGRAM", dies)
    with pytest.raises(OSError, match="memory"):
        deed(MADE_BEFORE, PASSWORD)


def test_neither_the_password_nor_what_is_sealed_is_among_what_a_process_is_called_with(monkeypatch):
    called: list[object] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        called.extend([command, {name: value for name, value in options.items() if name != "input"}])
        return subprocess.CompletedProcess(command, 0, MADE_BEFORE)

    monkeypatch.setattr(subprocess, "run", run)
    age_format.sealed(b"a diary", PASSWORD)
    opened(MADE_BEFORE, PASSWORD)
    assert len(called) == 4
    assert PASSWORD not in repr(called)
    assert "a diary" not in repr(called)
