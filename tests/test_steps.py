"""Long work done at once gives what its last step returns, and fails as the work does."""

from collections.abc import Generator

import pytest

from tracker.steps import Progress, run_to_end


def counting(steps: int, taken: list[int]) -> Generator[Progress, None, str]:
    for done in range(steps):
        taken.append(done)
        yield Progress(done, steps)
    if steps > 3:
        raise ValueError("too far")
    return f"{steps} steps"


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_every_step_is_taken_and_the_answer_is_what_the_work_returns(steps):
    taken: list[int] = []
    assert run_to_end(counting(steps, taken)) == f"{steps} steps"
    assert taken == list(range(steps))


def test_work_that_fails_fails_whoever_runs_it():
    with pytest.raises(ValueError, match="too far"):
        run_to_end(counting(4, []))
