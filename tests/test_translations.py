"""Every text can be translated, and a translation shows up."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from tests.builders import an_entry
from tests.other_letters import TEMPLATE, in_brackets, pseudo_translation
from tracker.errors import Refused
from tracker.language import _, choose_language, ngettext
from tracker.library.extraction import TEXT_KEYS, extract_toml, texts_in
from tracker.library.plans import default_plan
from tracker.library.resources import FOLDER
from tracker.library.safety import safety

ROOT = FOLDER.parent
TOML_FILES = sorted(path for path in FOLDER.rglob("*.toml") if path.parent.name not in {"styles", "importers"})  # importers: column names of others
KEYS_WITHOUT_TEXT = {"level", "id", "key", "kind", "phase", "side", "view", "icon", "picture", "brands", "class", "uuid", "way", "file", "points"}
KEYS_WITHOUT_TEXT |= {"atc", "atc_on_skin", "acts_like", "ask_beside", "skin", "swallowed", "free", "without", "joining", "never_near"}
KEYS_WITHOUT_TEXT |= {"formerly", "code", "emergency", "advice", "composed", "pictures"}
KEYS_WITHOUT_TEXT |= {"sources", "grade", "phases", "form", "related", "shared", "subjects", "part", "reason"}  # of the guide

# Beside the paragraphs of the guide. Each is read by somebody in pain, and written anew by each translator.
MOST_MESSAGES = 2_106


def command() -> list[str]:
    """The words of the command that makes the template, as `.ci/make_template` gives them to Babel."""
    script = (ROOT / ".ci" / "make_template").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"babel\.messages\.frontend -q (extract .*)$", script, re.MULTILINE)
    assert found, "it has to call Babel"
    return found[1].split()


def messages(path: Path) -> set[object]:
    """The messages of a template: texts, or pairs of singular and plural."""
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def by_context(path: Path) -> set[object]:
    """The messages of a template, each with the context that tells it from others of the same letters."""
    with path.open("rb") as file:
        return {(message.context, message.id) for message in read_po(file) if message.id}


@pytest.fixture
def bracketed(tmp_path: Path) -> Iterator[Catalog]:
    """The interface with each message in brackets."""
    catalog = pseudo_translation(tmp_path, in_brackets)
    choose_language(tmp_path, ["de_DE"])
    yield catalog
    choose_language(tmp_path, [])


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template made anew from what stands in code and resources."""
    file = tmp_path_factory.mktemp("words") / "fresh.pot"
    words = command()
    words[words.index("-o") + 1] = str(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", "-q", *words])
    return file


def test_the_app_has_no_more_messages_than_a_tired_person_needs(fresh):
    with fresh.open("rb") as file:
        places = [[path for path, _line in message.locations] for message in read_po(file) if message.id]
    beside_the_guide = [paths for paths in places if not all(path.startswith("resources/guide/") for path in paths)]
    assert len(beside_the_guide) <= MOST_MESSAGES, "say it with a message there is, or raise the number and say in the commit what the new one is for"


def test_the_template_is_up_to_date(fresh):
    new, kept = by_context(fresh), by_context(TEMPLATE)
    assert (sorted(map(str, new - kept)), sorted(map(str, kept - new))) == ([], []), "run .ci/make_template"


@pytest.mark.parametrize("path", TOML_FILES, ids=lambda path: path.stem)
def test_every_text_of_the_resources_is_in_the_template(path):
    with path.open("rb") as file:
        texts = {message for _line, _function, message, _comments in extract_toml(file, (), (), {})}
    assert texts
    assert texts <= messages(TEMPLATE)


@pytest.mark.parametrize("path", TOML_FILES, ids=lambda path: path.stem)
def test_every_key_of_the_resources_is_known_to_hold_text_or_none(path):
    unknown = set(keys_with_words(tomllib.loads(path.read_text(encoding="utf-8")))) - TEXT_KEYS - KEYS_WITHOUT_TEXT
    assert unknown == set(), "name it in TEXT_KEYS of tracker/library/extraction.py, or here among KEYS_WITHOUT_TEXT"


def keys_with_words(value: object, key: str = "") -> Iterator[str]:
    """The keys under which strings stand."""
    if isinstance(value, str):
        yield key
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from keys_with_words(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_with_words(inner, key)


def test_texts_come_in_the_order_of_the_file_and_only_from_keys_that_hold_text():
    assert list(texts_in({"title": "A", "level": "x", "groups": [{"items": ["B", "C"], "n": 1}], "text": ""})) == ["A", "B", "C"]


@pytest.mark.usefixtures("bracketed")
def test_a_refusal_is_read_in_the_chosen_language():
    with pytest.raises(Refused, match=r"^⟦11 is not on the scale.*⟧$"):
        an_entry(11)


@pytest.mark.usefixtures("bracketed")
def test_the_texts_of_the_resources_are_read_in_the_chosen_language():
    shown = [safety().title, *safety().groups[0].items, safety().about.text, default_plan().name, *default_plan().phases["ice"].do]
    assert [_(text) for text in shown] == [f"⟦{text}⟧" for text in shown]


def test_every_message_of_the_template_is_used_from_a_translation(bracketed):
    single = [message for message in bracketed if message.id and isinstance(message.id, str) and not message.context]
    assert [_(message.id) for message in single] == [message.string for message in single]
    for message in bracketed:
        if isinstance(message.id, tuple):
            assert (ngettext(*message.id, 1), ngettext(*message.id, 5)) == message.string


# English writes alike what another language tells apart: a deed and a thing, an order and a state, a month and a verb.
HOMOGRAPHS = {"back", "change", "close", "copy", "dark", "done", "dull", "first", "from", "hold", "last", "left", "letter", "light", "log"}
HOMOGRAPHS |= {"march", "mar", "may", "mean", "more", "next", "off", "on", "open", "plan", "report", "rest", "right", "select", "skip", "start"}
HOMOGRAPHS |= {"stop", "sun", "times", "to", "until", "work", "steps", "standing"}
# What begins or ends so is a piece of a sentence that is put together elsewhere, in an order another language may not have.
PIECE = re.compile(r"^[\s,;.)]|[\s,(]$|^(and|or|but|because) (?!\{)|[^.] (and|or)$")


def test_a_word_of_several_meanings_tells_which_it_has():
    with TEMPLATE.open("rb") as file:
        bare = [message.id for message in read_po(file) if isinstance(message.id, str) and not message.context and not message.auto_comments]
    assert {text for text in bare if text.rstrip(":").casefold() in HOMOGRAPHS} == set(), "use pgettext, or a comment for translators"


def test_no_text_is_a_piece_of_a_sentence():
    pieces = {str(text) for text in messages(TEMPLATE) for form in (text if isinstance(text, tuple) else (text,)) if PIECE.search(form)}
    assert pieces == set()


MODULES = [ROOT / "main.py", *(ROOT / "tracker").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
MARKS = {"_": (0,), "N_": (0,), "ngettext": (0, 1), "pgettext": (1,), "NP_": (1,)}


def test_every_text_that_is_marked_is_in_the_template_wherever_it_stands():
    # Babel reads no expression inside an f-string before Python 3.12
    extracted = {form for message in messages(TEMPLATE) for form in (message if isinstance(message, tuple) else (message,))}
    marked = {text for module in MODULES for text in marked_in(module.read_text(encoding="utf-8"))}
    assert len(marked) > 1_000
    assert marked - extracted == set()


def marked_in(code: str) -> Iterator[str]:
    """The texts that a module marks for translation."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found = [node.args[place] for place in MARKS.get(node.func.id, ()) if place < len(node.args)]  # pgettext(*pair) is marked by NP_
            yield from (text.value for text in found if isinstance(text, ast.Constant) and text.value)


def test_a_language_nobody_has_translated_falls_back_to_english(tmp_path):
    choose_language(tmp_path, ["fi"])
    assert _("When to get help") == "When to get help"
