"""Files in the format of age: what is sealed here another library opens, and the other way round; what is cut, changed or joined is told."""

import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import age_format
from tracker.age_format import CHUNK, HARDEST, NotWhole, TooHard, WrongPassword, opened, sealed

pytestmark = pytest.mark.usefixtures("passwords")

WORD = "correct horse battery"
PASSWORD = WORD.encode()
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7)


def content(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(size))


def file_of(plain: Iterable[bytes]) -> bytes:
    return b"".join(sealed(plain, PASSWORD))


def plain_of(file: bytes, password: bytes = PASSWORD) -> bytes:
    with opened(io.BytesIO(file), password) as reader:
        return reader.read()


@pytest.mark.parametrize("size", SIZES)
def test_another_library_opens_what_is_sealed_here(size):
    from pyrage import passphrase

    assert passphrase.decrypt(file_of([content(size)]), WORD) == content(size)


def test_what_another_library_sealed_is_opened_here():
    from pyrage import passphrase

    # It chooses by itself how hard it makes it, by the computer and the moment; half of a gigabyte is the rule.
    file = passphrase.encrypt(content(CHUNK + 5), WORD)
    power = int(file.split(b"\n")[1].split()[-1])
    if power > HARDEST:
        with pytest.raises(TooHard):
            plain_of(file)
    else:
        assert plain_of(file) == content(CHUNK + 5)


def test_the_stretching_is_that_of_the_program_of_age_on_every_computer(monkeypatch):
    monkeypatch.undo()
    assert age_format.USUAL == 18


@given(st.lists(st.binary(max_size=300), max_size=8), st.binary(max_size=40))
def test_however_it_comes_in_pieces_it_comes_back_whole(pieces, password):
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(age_format, "USUAL", 1)
        assert plain_of(b"".join(sealed(pieces, password)), password) == b"".join(pieces)


def test_no_two_files_are_alike():
    one, other = file_of([b"the same"]), file_of([b"the same"])
    assert not set(one.split(b"\n")[1:]) & set(other.split(b"\n")[1:])


@pytest.mark.parametrize("size", SIZES)
def test_a_cut_is_told_wherever_it_is(size):
    file = file_of([content(size)])
    body = len(file) - sum(divmod(size, CHUNK)[0] * [CHUNK + 16]) - 40
    for end in {0, 10, 30, 100, body, len(file) - CHUNK, len(file) - CHUNK - 16, len(file) - 17, len(file) - 16, len(file) - 1}:
        if 0 <= end < len(file):
            with pytest.raises(NotWhole):
                plain_of(file[:end])


def test_a_changed_byte_is_told_wherever_it_is():
    file = file_of([b"a diary"])
    for place in range(len(file)):
        spoilt = bytearray(file)
        spoilt[place] ^= 1
        with pytest.raises((NotWhole, WrongPassword)):
            plain_of(bytes(spoilt))


def test_chunks_in_another_order_or_behind_the_end_are_told():
    file = file_of([content(3 * CHUNK)])
    start, long = len(file) - 3 * (CHUNK + 16), CHUNK + 16
    first, second, third = (file[start + long * place : start + long * (place + 1)] for place in range(3))
    for chunks in ((second, first, third), (first, third), (first, second), (first, second, third, third), (first, second, third, b"x")):
        with pytest.raises(NotWhole):
            plain_of(file[:start] + b"".join(chunks))


def test_a_wrong_password_is_told_before_anything_is_read():
    with pytest.raises(WrongPassword):
        opened(io.BytesIO(file_of([b"a diary"])), b"a guess")


def test_one_that_is_made_to_fill_the_memory_is_not_begun():
    file = file_of([b"a diary"])
    for power in (b"21", b"63", b"99"):
        with pytest.raises(TooHard):
            plain_of(file.replace(b" 1\n", b" " + power + b"\n", 1))


def test_what_is_read_piece_by_piece_is_held_piece_by_piece():
    file = io.BytesIO(file_of([content(5 * CHUNK)]))
    with opened(file, PASSWORD) as reader:
        assert reader.read(3) == content(3)
        assert file.tell() < 4 * CHUNK
