"""How often the window wakes the computer, counted by a clock that is put on to each next timer: nobody sleeps."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

MINUTE = timedelta(minutes=1)
LOOKS = 2  # of the clock of the window, a minute


def timers_of(window):
    """Whatever can wake the computer by itself."""
    roots = (window.window, window.looks, window.notices, window.sessions)
    return [timer for root in roots for timer in root.findChildren(QObject) if isinstance(timer, QTimer)]


def wakings(window, length=MINUTE):
    """How often a timer fires within a length of time in which nobody does anything."""
    clock, now, count, due = window.clock, timedelta(0), 0, {}
    while True:
        running = {timer: timedelta(milliseconds=timer.interval()) for timer in timers_of(window) if timer.isActive()}
        # A timer that was started anew meanwhile has another interval.
        due = {timer: due[timer] if timer in due and due[timer][1] == wait else (now + wait, wait) for timer, wait in running.items()}
        if not due or min(at for at, _wait in due.values()) > length:
            clock.advance(length - now)
            return count
        timer, (at, _wait) = min(due.items(), key=lambda pair: pair[1][0])
        clock.advance(at - now)
        now = at
        del due[timer]
        if timer.isSingleShot():
            timer.stop()
        timer.timeout.emit()
        count += 1


def test_the_window_wakes_for_what_is_seen_to_change_and_to_look_twice_a_minute(window):
    window.looks.start()
    wakings(window, timedelta(seconds=1))  # what the opening left to be done
    assert wakings(window) == LOOKS
    window.go_to("Plan")
    wakings(window, timedelta(seconds=1))  # whether its focus is in view, once it is laid out
    assert wakings(window) <= LOOKS + 1  # its hours
    window.go_to("Today")
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.window.strip.notice.dismiss()
    assert 60 <= wakings(window) <= 60 + LOOKS + 1
    ring = window.window.today.session_card.stage.ring
    assert ring.text() == "19:00"
    window.go_to("Diary")
    assert 60 <= wakings(window) <= 60 + LOOKS + 1  # the foot of the navigation
    window.window.showMinimized()
    window.window.next_change.look()
    assert wakings(window) == LOOKS
    # Nobody looks on, and yet the last minute and the end are told to the second.
    assert wakings(window, timedelta(minutes=17, seconds=1)) <= LOOKS * 17 + 3
    assert window.tracker.timekeeper.running_session() is None
    assert window.sound.played == 1
    window.window.showNormal()
    window.go_to("Today")
    window.window.next_change.look()
    assert ring.text() == "90 min"
    window.window.strip.notice.dismiss()
    assert wakings(window) <= LOOKS + 2
    assert ring.text() == "89 min"
