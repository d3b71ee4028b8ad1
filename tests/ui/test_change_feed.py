"""What a change touched reaches every screen once."""

from tracker.changes import Touched
from ui.change_feed import ChangeFeed


def test_a_change_reaches_whoever_listens_once() -> None:
    feed, heard = ChangeFeed(), []
    feed.changed.connect(heard.append)
    feed.publish(Touched.DIARY)
    assert heard == [Touched.DIARY]


def test_a_change_that_touched_nothing_is_not_told() -> None:
    feed, heard = ChangeFeed(), []
    feed.changed.connect(heard.append)
    feed.publish(Touched.NONE)
    assert heard == []
