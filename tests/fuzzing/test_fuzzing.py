"""2,000 spoilt files for every reader there is: each is read or refused in a sentence. `python -m tests.fuzzing --cases 20000` tries more.

What longer runs found stands, mended, as a case of its own beside the tests of the reader.
"""

import itertools
import logging
import tracemalloc
from random import Random

import pytest

from tests.fuzzing import cases
from tests.fuzzing.cases import case, run
from tests.fuzzing.mutations import any_bytes
from tests.fuzzing.readers import READERS, Reader
from tests.fuzzing.window_readers import WINDOW_READERS
from tracker.errors import Refused

ALL = READERS + WINDOW_READERS
CASES, AT_ONCE = 2_000, 250
MOST_MEMORY = 40_000_000  # bytes: far more than any of these small files takes, and what nobody would notice


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_whatever_is_in_a_file_it_is_read_or_refused_in_a_sentence_and_nothing_else(qapp, first):  # noqa: ARG001 - forms need the application
    found = run(range(first, first + AT_ONCE), readers=ALL)
    assert found.failed == []
    # Not all at once: what is only ever refused tries no reader.
    assert found.read.total() > AT_ONCE / 4
    assert found.refused.total() > AT_ONCE / 8


def test_a_case_is_the_same_each_time_and_another_seed_gives_others():
    assert [case(number) for number in range(40)] == [case(number) for number in range(40)]
    assert all(case(number, seed=1)[2] != case(number, seed=2)[2] for number in range(20))


def _wrong(_ground, _content, _name):
    raise ValueError("a text of the file")


def _endless(_ground, _content, _name):
    for _number in itertools.count():
        pass


def _silent(_ground, _content, _name):
    raise Refused("")


def _python(_ground, _content, _name):
    raise Refused("[Errno 2] No such file.")


def _half_done(ground, _content, _name):
    ground.tracker.visits.ask("May I swim?")
    raise Refused("Nothing was changed.")


def _telltale(_ground, content, _name):
    logging.getLogger("tracker").warning("read %s", content)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (_wrong, "ValueError"),
        (_endless, "Endless"),
        (_silent, "refused without a word"),
        (_python, "Errno"),
        (_half_done, "the diary was changed"),
        (_telltale, "a good file"),
    ],
)
def test_what_must_not_be_is_found(monkeypatch, expected_log, read, told):
    monkeypatch.setattr(cases, "LONGEST_SECONDS", 0.1)
    if read is _telltale:
        expected_log.append("a good file")
    reader = Reader("reader", lambda: {"file": b"a good file"}, lambda content, _chance: content, read)
    ((number, name, words),) = run([0], readers=(reader,)).failed
    assert (number, name, told in words) == (0, "reader", True), words


def test_spoilt_files_are_read_in_bounded_memory():
    from_files = tuple(reader for reader in READERS if not reader.is_diary)
    run(range(20), readers=from_files)
    tracemalloc.start()
    try:
        run(range(20, 60), readers=from_files)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY, peak


def test_bytes_are_spoilt_in_many_ways():
    _reader, _name, content = case(0)
    assert len({any_bytes(content, Random(seed)) for seed in range(100)}) > 80
