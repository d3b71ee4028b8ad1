"""A password of its own for a report or an archive, at the command line: asked for twice, read from an open file, or refused in a sentence."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.benchmarks.__main__ import ROOT
from tests.cli.command import CommandLine
from tests.password import OTHER, PASSWORD, files_with, with_a_password

pytestmark = pytest.mark.usefixtures("passwords")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at a terminal, in turn."""
    answers: list[str] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(click, "prompt", lambda _question, **_options: answers.pop(0))
    return answers


@pytest.fixture
def diary(command: CommandLine) -> CommandLine:
    """A diary with a note that can be told again."""
    command.done("log", "6", "--note", "a canary")
    return command


@pytest.fixture
def elsewhere(diary: CommandLine, tmp_path: Path) -> CommandLine:
    """An empty diary on another computer."""
    return CommandLine(tmp_path / "elsewhere", diary.clock, diary.captured)


def test_an_archive_goes_out_under_a_password_and_comes_in_by_it(diary, elsewhere, told, tmp_path):
    (out := tmp_path / "out").mkdir()
    file = out / "diary.json.age"
    assert diary.done(*told(PASSWORD), "export", str(file)).startswith(f"Written to {file}: ")
    assert diary.done(*told(PASSWORD), "export", str(out / "another.json"), "--password").startswith(f"Written to {out / 'another.json.age'}: ")
    assert sorted(each.name for each in out.iterdir()) == ["another.json.age", "diary.json.age"]
    assert files_with(out, "canary") == []
    assert elsewhere(*told(OTHER), "import", str(file)) == 1
    assert elsewhere.err == "That is not the password of diary.json.age. Nothing was changed; try again.\n"
    assert "0 new" not in elsewhere.done(*told(PASSWORD), "import", str(file), "--dry-run")
    assert elsewhere.json("entries") == []
    elsewhere.done(*told(PASSWORD), "import", str(file))
    assert [entry["note"] for entry in elsewhere.json("entries")] == ["a canary"]


def test_a_report_goes_out_under_a_password(diary, told, tmp_path):
    import pypdf

    file = tmp_path / "report.pdf"
    diary.done(*told(PASSWORD), "export", str(file), "--password")
    assert pypdf.PdfReader(file).decrypt(OTHER) == pypdf.PasswordType.NOT_DECRYPTED
    reader = pypdf.PdfReader(file, password=PASSWORD)
    assert "Patient diary" in " ".join(reader.pages[0].extract_text().split())


def test_a_diary_with_a_password_is_asked_for_its_own_first(diary, elsewhere, told, tmp_path):
    with_a_password(diary.folder, diary.clock)
    file = tmp_path / "diary.json.age"
    diary.done(*told(PASSWORD, OTHER), "export", str(file))
    elsewhere.done(*told(OTHER), "import", str(file))
    assert [entry["note"] for entry in elsewhere.json("entries")] == ["a canary"]


def test_at_a_terminal_it_is_asked_twice_and_said_how_far_it_goes(diary, elsewhere, typed, tmp_path):
    file = tmp_path / "diary.json.age"
    typed += [PASSWORD, OTHER]
    assert (diary("export", str(file)), diary.out, file.exists()) == (1, "", False)
    assert "The two are not the same. Nothing was changed; type it once more.\n" in diary.err
    typed += [PASSWORD, PASSWORD]
    assert diary("export", str(file)) == 0
    assert "no recovery code" in diary.err
    assert "no recovery code" not in diary.out
    typed += [PASSWORD]
    elsewhere.done("import", str(file))
    assert typed == []


def test_where_nobody_can_be_asked_it_is_refused_in_a_sentence(diary, elsewhere, told, monkeypatch, tmp_path):
    diary.done(*told(PASSWORD), "export", str(sealed := tmp_path / "sealed.json.age"))
    monkeypatch.setattr(sys, "stdin", None)
    for name in ("diary.json.age", "diary.json", "report.pdf"):
        assert "give the password by --password-fd" in diary.refused("export", str(tmp_path / name), "--password")
        assert not (tmp_path / name).exists()
    elsewhere.done("entries")
    assert "A password is needed." in elsewhere.refused("import", str(sealed))


@pytest.mark.parametrize("words", [("x.csv",), ("x.ics",), ("x.toml",), ("x.fhir.json",), ("x.png",), ("x.pdf", "--kind", "chart")])
def test_what_can_have_no_password_is_not_written_without_one(diary, tmp_path, words):
    assert "--password does not go with that" in diary.refused("export", str(tmp_path / words[0]), *words[1:], "--password")
    assert not (tmp_path / words[0]).exists()


def test_one_too_easy_to_guess_writes_nothing(diary, told, tmp_path):
    for name in ("diary.json.age", "report.pdf"):
        assert "too easy to guess" in diary.refused(*told("short"), "export", str(tmp_path / name), "--password")
        assert not (tmp_path / name).exists()


def test_without_what_it_needs_it_is_said_what_to_install_before_anything_is_asked(diary, typed, monkeypatch, tmp_path):
    for place in ("tracker.exporters.sealing", "tracker.reports.sealed_pdf"):
        monkeypatch.setattr(f"{place}.NEEDED", ("no_such_package",))
    for name in ("diary.json.age", "diary.json", "report.pdf"):
        assert diary("export", str(tmp_path / name), "--password") == 1
        assert diary.err.endswith("-m pip install no_such_package\n")
    assert typed == []


def test_a_file_without_a_password_imports_nothing_of_one(diary, tmp_path):
    script = "import sys, main; code = main.main(sys.argv[1:]); print(code, *sys.modules)"
    for words in (("export", str(tmp_path / "report.pdf")), ("export", str(tmp_path / "diary.json")), ("import", str(tmp_path / "diary.json"))):
        start = [sys.executable, "-c", script, "--data-dir", str(diary.folder), *words]
        done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
        code, *modules = done.stdout.splitlines()[-1].split()
        assert code == "0"
        assert [name for name in modules if name.partition(".")[0] in {"pypdf", "pyrage", "cryptography", "sqlcipher3"}] == []
