"""The wrapped key: opened by its password or its code and by nothing else, and no damage of its file is taken for a key."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.password import OTHER, PASSWORD
from tracker.domain.recovery_code import code_of
from tracker.storage.passwords.wrapped import new_key, read_wrapped

pytestmark = pytest.mark.usefixtures("passwords")
CODE, OTHER_CODE = code_of(2**129 + 12345), code_of(7)


def test_the_password_opens_it_and_the_code_opens_it_and_another_of_either_does_not():
    key, wrapped = new_key(PASSWORD, CODE)
    assert wrapped.opened_by_password(PASSWORD) == key
    assert wrapped.opened_by_code(CODE.lower()) == key
    assert (wrapped.opened_by_password(OTHER), wrapped.opened_by_password(CODE), wrapped.opened_by_password("")) == (None, None, None)
    assert (wrapped.opened_by_code(OTHER_CODE), wrapped.opened_by_code(PASSWORD)) == (None, None)


def test_no_two_are_alike_though_password_and_code_are():
    first, second = new_key(PASSWORD, CODE), new_key(PASSWORD, CODE)
    assert first[0] != second[0]
    assert first[0].secret not in second[1].as_bytes()


def test_another_password_is_of_the_same_key_and_the_old_one_opens_it_no_more():
    key, wrapped = new_key(PASSWORD, CODE)
    changed = wrapped.with_password(key, OTHER)
    assert (changed.opened_by_password(OTHER), changed.opened_by_code(CODE)) == (key, key)
    assert changed.opened_by_password(PASSWORD) is None
    changed = changed.with_code(key, OTHER_CODE)
    assert (changed.opened_by_password(OTHER), changed.opened_by_code(OTHER_CODE), changed.opened_by_code(CODE)) == (key, key, None)


def test_it_comes_back_out_of_its_file_which_holds_neither_key_nor_password_nor_code():
    key, wrapped = new_key(PASSWORD, CODE)
    content = wrapped.as_bytes()
    assert read_wrapped(content) == wrapped
    for secret in (key.secret, key.secret.hex().encode(), PASSWORD.encode(), CODE.encode(), CODE.replace(" ", "").encode()):
        assert secret not in content


@given(st.data())
def test_a_file_with_a_wrong_byte_opens_nothing_or_the_very_same_key(data):
    key, wrapped = new_key(PASSWORD, CODE)
    content = bytearray(wrapped.as_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    read = read_wrapped(bytes(content))
    if read is not None and max(read.by_password.cost) <= 64:  # a count that has become a large one is still believed, and only slow
        assert read.opened_by_password(PASSWORD) in {None, key}
        assert read.opened_by_code(CODE) in {None, key}


@pytest.mark.parametrize(
    ("name", "value"), [("memory", 2**40), ("passes", 10**9), ("lanes", 10**6), ("memory", 7), ("passes", 0), ("passes", True), ("lanes", "4")]
)
def test_a_file_that_asks_for_more_than_a_computer_has_is_none(name, value):
    told = json.loads(new_key(PASSWORD, CODE)[1].as_bytes())
    told["password"][name] = value
    assert read_wrapped(json.dumps(told).encode()) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format": 2}', b"[" * 100_000])
def test_what_is_no_file_of_keys_is_none(content):
    assert read_wrapped(content) is None
