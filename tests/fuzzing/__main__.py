"""Spoilt files for every reader, as many as are wished for: `python -m tests.fuzzing --cases 20000`; `--case 1234` does one of them again."""

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzzing.cases import SEED, Found, attempt, case, run
from tests.fuzzing.ground import Ground
from tests.fuzzing.readers import READERS
from tests.fuzzing.window_readers import WINDOW_READERS

ALL = READERS + WINDOW_READERS
STEP = 500
MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024


def main() -> int:
    """Try the cases and say what came of them; 1 where one failed."""
    wishes = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    wishes.add_argument("--cases", type=int, default=2_000, help="how many")
    wishes.add_argument("--first", type=int, default=0, help="the number of the first")
    wishes.add_argument("--seed", type=int, default=SEED)
    wishes.add_argument("--reader", default="", help="only readers whose names hold this")
    wishes.add_argument("--case", type=int, help="one case: its file is written to ./case and its error shown")
    wished = wishes.parse_args()
    readers = tuple(reader for reader in ALL if wished.reader in reader.name)
    if wished.case is not None:
        reader, name, content = case(wished.case, wished.seed, readers)
        Path("case").write_bytes(content)
        sys.stdout.write(f"{reader.name}, made from {name}, {len(content)} bytes\n")
        sys.stdout.write("read\n" if attempt(Ground(), reader, name, content) else "refused\n")
        return 0
    whole = Found()
    for first in range(wished.first, wished.first + wished.cases, STEP):
        found = run(range(first, min(first + STEP, wished.first + wished.cases)), wished.seed, readers)
        whole.read += found.read
        whole.refused += found.refused
        whole.failed += found.failed
        for number, reader_name, words in found.failed:
            sys.stdout.write(f"case {number}, {reader_name}: {words}\n")
        sys.stdout.flush()
    _tell(whole)
    return bool(whole.failed)


def _tell(found: Found) -> None:
    failed = Counter(name for _number, name, _words in found.failed)
    for reader in ALL:
        name = reader.name
        if found.read[name] + found.refused[name] + failed[name]:
            sys.stdout.write(f"{name:32} {found.read[name]:6} read {found.refused[name]:6} refused {failed[name]:6} failed\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    total = sum(found.read.values()) + sum(found.refused.values()) + len(found.failed)
    sys.stdout.write(f"{total} cases, {len(found.failed)} failed, {time.process_time():.0f} s of processor time, at most {memory:.0f} MB\n")


if __name__ == "__main__":
    sys.exit(main())
