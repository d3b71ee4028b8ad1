"""What stands in a form is kept under its name, and only while it is something."""

from contextlib import closing

import pytest
from PySide6.QtCore import QObject

from tracker.app import open_tracker
from tracker.paths import Paths
from ui.forms.draft_keeper import DraftKeeper


@pytest.fixture
def forms(tmp_path, clock):
    with closing(open_tracker(Paths(tmp_path / "diary"), clock)) as tracker:
        yield tracker.form_drafts


@pytest.fixture
def told():
    return []


@pytest.fixture
def fields():
    return {"text": ""}


@pytest.fixture
def keeper(qapp, forms, fields, told):
    parent = QObject(qapp)
    yield DraftKeeper(forms, "one", lambda: dict(fields), told.append, parent)
    parent.deleteLater()


def test_what_was_typed_is_kept_and_what_was_taken_back_is_forgotten(keeper, forms, fields):
    assert keeper.begin() is None
    fields["text"] = "x"
    keeper.keep_now()
    assert forms.kept("one") == {"text": "x"}
    fields["text"] = ""
    keeper.keep_now()
    assert forms.kept("one") is None


def test_another_name_leaves_what_waits_under_the_old_one(keeper, forms, fields):
    keeper.begin()
    fields["text"] = "x"
    keeper.keep_soon()
    keeper.go_to("other")
    assert (forms.kept("one"), forms.kept("other"), keeper.kept()) == ({"text": "x"}, None, None)


def test_where_it_cannot_be_kept_the_person_is_told(keeper, forms, fields, told):
    keeper.begin()
    fields["text"] = "x"
    forms._drafts._database.conn.execute("PRAGMA query_only = ON")
    keeper.keep_now()
    assert "nothing was saved" in told[0].sentence
