"""The guide says all that the two guides name, in words that may be used, each paragraph with its source."""

import re
from collections.abc import Iterator

from tracker.domain.guide import Chapter, Subject
from tracker.domain.medicines import plain_name
from tracker.domain.plan.protocol import PLANNED_PHASES
from tracker.library.guide import guide
from tracker.library.safety import safety

GUIDE = guide()
HELP = "the list When to get help"
# What the two web pages name, by page: the thing, the subject that tells of it (or the list), and the word it is told by.
OF_GUIDE_A = [
    ("what a spasm is", "what-a-spasm-is", "tightening of back muscles"),
    ("cause: torn muscle", "why-it-happens", "torn muscle"),
    ("cause: overuse", "why-it-happens", "overuse"),
    ("cause: lifting", "why-it-happens", "lifting"),
    ("cause: strain", "why-it-happens", "strain"),
    ("beneath: facet joint osteoarthritis", "what-lies-beneath", "facet joints"),
    ("beneath: osteoarthritis", "what-lies-beneath", "osteoarthritis"),
    ("beneath: disc degeneration", "what-lies-beneath", "disc degeneration"),
    ("beneath: stenosis", "what-lies-beneath", "stenosis"),
    ("beneath: herniated disc", "what-lies-beneath", "herniated disc"),
    ("a GP after two weeks", HELP, "after 2 weeks"),
    ("a GP when it comes and goes", HELP, "comes and goes"),
    ("pressure", "pressure", "press the tight spot"),
    ("contrast shower", "contrast", "30 seconds warm, 30 seconds cool"),
    ("stretches", "stretches", "slow movements"),
    ("strengthening", "strengthening", "back, tummy and legs"),
    ("ice 20 and 90", "ice", "20 minutes on, then at least 90 minutes off"),
    ("ice for 2 to 3 days", "ice", "2 to 3 days"),
    ("damp heat", "damp-heat", "damp warm pack"),
    ("damp heat from 72 hours", "damp-heat", "72 hours"),
    ("paracetamol", "paracetamol", "paracetamol"),
    ("acetaminophen, the same drug", "paracetamol", "acetaminophen is the same drug"),
    ("ibuprofen", "painkillers", "ibuprofen"),
    ("rest", "rest", "ease off"),
    ("no bed rest", "rest", "no long bed rest"),
    ("fluids", "fluids", "drink as usual"),
    ("electrolytes", "fluids", "electrolytes"),
    ("lack of water or salts", "water-and-salts", "lack of water or salts"),
    ("seated twist", "seated-twist", "turn the upper body gently"),
    ("its tip without hands", "seated-twist", "without the hands"),
    ("ask before exercises", "stretches", "checked these exercises with a GP or physiotherapist"),
]
OF_GUIDE_B = [
    ("symptoms", "what-a-spasm-is", "mild or fierce"),
    ("symptoms: ache or spasm", "ache-or-spasm", "a spasm grips"),
    ("diagnosis", "how-it-is-looked-into", "examination"),
    ("imaging", "how-it-is-looked-into", "X-rays and scans"),
    ("blood tests", "how-it-is-looked-into", "blood tests"),
    ("medicines", "painkillers", "naproxen"),
    ("muscle relaxants", "muscle-relaxants", "diazepam"),
    ("opioids", "opioids", "codeine"),
    ("opioids as a last resort", "opioids", "last resort"),
    ("physiotherapy", "physiotherapy", "examines you"),
    ("chiropractic", "manual-therapy", "chiropractic"),
    ("yoga", "yoga", "poses"),
    ("downward dog", "yoga", "downward dog"),
    ("yoga's cat-cow", "yoga", "cat-cow"),
    ("yoga's child's pose", "yoga", "child's pose"),
    ("massage: sports", "massage", "sports"),
    ("massage: deep tissue", "massage", "deep tissue"),
    ("massage: trigger point", "massage", "trigger point"),
    ("foam roller", "self-massage", "foam roller"),
    ("tennis ball", "self-massage", "tennis ball"),
    ("posture", "posture", "how you stand"),
    ("diet", "diet", "vegetables"),
    ("natural remedies", "herbal", "natural remedies"),
    ("acupuncture", "acupuncture", "needles"),
    ("knee to chest", "knee-to-chest", "draw one knee towards the chest"),
    ("pelvic tilt", "pelvic-tilt", "flattens to the floor"),
    ("cat-cow", "cat-cow", "round the back up"),
    ("child's pose", "childs-pose", "sit back towards the heels"),
    ("prevention: posture", "posture", "change position often"),
    ("prevention: ergonomics", "posture", "the chair, the screen"),
    ("prevention: breaks", "breaks", "every hour"),
    ("prevention: stress", "stress", "slow breathing"),
    ("prevention: meditation", "stress", "meditation"),
    ("prevention: strengthening", "strength-set", "bridge"),
    ("prevention: weight", "weight", "losing weight"),
    ("prevention: smoking", "smoking", "smokers"),
    ("prevention: lifting", "lifting", "hold it close"),
    ("NHS advice", "heat-pad", "NHS"),
    ("who can help", "who-does-what", "pharmacist"),
    ("how to find a therapist", "how-to-find", "register"),
    ("healing", "how-long", "healing"),
    ("relaxation", "relaxation", "letting muscles go"),
    ("heat pad", "heat-pad", "heat pad"),
    ("warm bath", "damp-heat", "warm bath"),
    ("fever", HELP, "high temperature"),
    ("numbness", HELP, "numbness"),
    ("injury", HELP, "serious accident"),
    ("question: causes", "what-causes-it", "often a strain"),
    ("question: prevention", "can-i-prevent-it", "not for certain"),
    ("question: help", "when-to-get-help", "fever"),
    ("question: physiotherapy", "where-is-physiotherapy", "register first"),
    ("question: sports massage", "about-sports-massage", "feel good for a while"),
    ("surgery", "surgery", "operation"),
]
# What they say and this app does not follow, the subjects that say so, and the word it is told by.
NOT_FOLLOWED = [
    ("acetaminophen beside paracetamol", ("paracetamol", "wrong-medicines"), "acetaminophen"),
    ("ibuprofen and naproxen as muscle relaxants", ("painkillers", "wrong-medicines"), "muscle relaxants"),
    ("emergency signs as side effects", ("wrong-signs",), "emergency signs"),
    ("hot and cold from the start", ("contrast", "damp-heat", "wrong-heat-and-cold"), "from the start"),
    ("rest is essential", ("rest", "wrong-rest"), "bed rest"),
    ("without side effects", ("painkillers", "wrong-medicines"), "without side effects"),
    ("paracetamol for inflammation", ("paracetamol", "wrong-medicines"), "for inflammation"),
    ("yoga or posture for numbness", ("yoga", "wrong-signs"), "numbness"),
    ("press on though it worsens", ("pressure", "wrong-pressing-on"), "gets worse"),
    ("inflammation as the trigger", ("why-it-happens", "what-is-not-shown"), "trigger"),
    ("rollers reduce inflammation", ("self-massage", "what-is-not-shown"), "foam rollers"),
    ("massage reduces inflammation", ("massage", "what-is-not-shown"), "massage"),
    ("adjustments free nerves", ("manual-therapy", "what-is-not-shown"), "nerves"),
    ("acupuncture is effective", ("acupuncture", "what-is-not-shown"), "acupuncture"),
    ("chiropractic is effective", ("manual-therapy", "what-is-not-shown"), "chiropractic"),
    ("posture is crucial", ("posture", "what-is-not-shown"), "crucial"),
    ("strengthening prevents", ("strengthening",), "prevents"),
    ("avoid heavy lifting", ("lifting", "wrong-lifting"), "step by step"),
]
# What a person in pain may type, and the subject that has to stand first.
TYPED = {
    "slipped disc": "what-lies-beneath", "muscle relaxer": "muscle-relaxants", "hot water bottle": "heat-pad", "foam roller": "self-massage",
    "tylenol": "paracetamol", "panadol": "paracetamol", "advil": "painkillers", "aleve": "painkillers", "gel": "painkillers",
    "desk": "posture", "chair": "posture", "sleep": "sleep", "smoking": "smoking", "how long will it last": "how-long",
    "can I exercise": "can-i-exercise", "physio": "physiotherapy", "physiotherapist": "how-to-find", "osteopath": "manual-therapy",
    "chiropractor": "manual-therapy", "is it serious": "serious-cause", "MRI": "how-it-is-looked-into", "dehydration": "water-and-salts",
    "bed rest": "rest", "flare": "ice", "numb": "wrong-signs", "weakness": "wrong-signs", "bladder": "wrong-signs", "emergency": "wrong-signs",
}  # fmt: skip
FORBIDDEN = re.compile(
    r"\b(monitor\w*|detect\w*|diagnos(e|es|ed|ing)|predict\w*|treat(s|ed|ing)?|prescrib(e|es|ing)|cur(e|es|ed|ing)"
    r"|safe to|recommended for you|you can take)\b",
    re.IGNORECASE,
)
YEARS = {
    "acp": "2017", "acupressure": "2020", "bmj21": "2021", "brinjikji": "2015", "choi": "2010", "coch-acute": "2023", "coch-drugs": "2023",
    "coch-heat": "2006", "coch-herb": "2014", "coch-massage": "2015", "coch-nsaid": "2020", "coch-rest": "2010", "coch-smt": "2012",
    "coch-yoga": "2017 2022", "cramp": "2019 2022", "elma": "2020", "friedman": "2017", "fritz": "2015", "hart18": "2018 2024", "henschke": "2008",
    "jasien": "2015", "lancet": "2018", "lifting": "2011 2020", "nice": "2016 2020", "opal": "2023", "owen": "2020", "pace": "2014",
    "relax": "2012 2025", "roland": "1984 1986", "roller": "2015", "sitting": "2021", "sleep": "2024", "smoking": "2010", "steffens": "2016",
    "swain": "2020", "walkback": "2024", "weight": "2018", "who": "2023", "who-ex": "2023",
}  # fmt: skip
EXERCISES = {"seated-twist", "knee-to-chest", "pelvic-tilt", "cat-cow", "childs-pose"}
STRENGTH = {"tummy-brace", "heel-slide", "bridge", "bird-dog", "side-plank", "sit-to-stand"}
SESSIONS = {"ice", "heat", "contrast", "pressure", "stretches", "massage", "self-massage", "physiotherapy", "manual-therapy", "acupuncture"}
SESSIONS |= {"yoga", "relaxation", "warm-bath"}
GRADES = {
    "pressure": "unclear", "contrast": "unclear", "ice": "unclear", "damp-heat": "a little", "heat-pad": "a little", "stretches": "unclear",
    "strengthening": "a little", "painkillers": "a little", "paracetamol": "no better", "muscle-relaxants": "a little", "opioids": "no better",
    "rest": "a little", "fluids": "unclear", "physiotherapy": "a little", "manual-therapy": "disputed", "massage": "unclear",
    "self-massage": "unclear", "acupuncture": "disputed", "yoga": "a little", "posture": "unclear", "diet": "unclear", "herbal": "a little",
    "relaxation": "unclear", "surgery": None,
}  # fmt: skip


def the(key: str) -> Subject:
    """The subject of a key."""
    found = GUIDE.subject(key)
    assert found is not None, key
    return found


def text_at(place: str) -> str:
    """What stands at a place: a subject's title and text, or the list's items."""
    if place == HELP:
        return " ".join(item for group in safety().groups for item in group.items)
    return f"{the(place).title} {the(place).text}"


def texts() -> Iterator[str]:
    """All that a person reads of the guide, but for the titles of sources."""
    for subject in GUIDE.subjects:
        yield subject.title
        yield from (statement.text for statement in subject.statements)


def test_what_the_guides_name_stands_in_the_app():
    missing = [(thing, place) for thing, place, word in OF_GUIDE_A + OF_GUIDE_B if plain_name(word) not in plain_name(text_at(place))]
    assert missing == []


def test_what_is_not_followed_is_said_with_the_reason():
    said = {subject.key: plain_name(" ".join(statement.text for statement in subject.not_followed)) for subject in GUIDE.subjects}
    assert [(thing, place) for thing, places, word in NOT_FOLLOWED for place in places if plain_name(word) not in said[place]] == []
    assert {subject for subject, text in said.items() if text} == {place for _thing, places, _word in NOT_FOLLOWED for place in places}


def test_no_word_that_the_app_does_not_use_stands_in_the_guide():
    assert [text for text in texts() if FORBIDDEN.search(text)] == []


def test_sentences_are_whole():
    assert [text for text in texts() if not text[0].isupper() or "  " in text or text != text.strip()] == []
    paragraphs = [statement.text for subject in GUIDE.subjects for statement in subject.statements]
    assert [text for text in paragraphs if not text.endswith(".")] == []


def test_every_source_is_used_and_titled_with_its_year():
    titles = {source.key: source.title for source in GUIDE.sources}
    assert len(titles) == len(set(titles.values())) == len(GUIDE.sources)
    assert {key for subject in GUIDE.subjects for key in subject.sources} == set(titles)
    assert [(key, year) for key, years in YEARS.items() for year in years.split() if year not in titles[key]] == []


def test_titles_are_all_different():
    assert len({subject.title for subject in GUIDE.subjects}) == len(GUIDE.subjects) >= 30
    assert {subject.chapter for subject in GUIDE.subjects} == set(Chapter)


def test_each_measure_has_the_grade_of_its_sources():
    assert {subject.key: subject.grade for subject in GUIDE.in_chapter(Chapter.MEASURES)} == GRADES
    assert [subject.key for subject in GUIDE.subjects if subject.grade and subject.grade not in {said.grade for said in subject.evidence}] == []


def test_what_is_told_at_any_time_stands_in_every_phase_and_what_needs_asking_first_in_none():
    by_phases = {subject.key: subject.phases for subject in GUIDE.in_chapter(Chapter.MEASURES)}
    assert {key for key, phases in by_phases.items() if phases == PLANNED_PHASES} == {
        *("pressure", "painkillers", "paracetamol", "rest", "fluids", "physiotherapy", "posture", "diet", "relaxation")
    }
    assert {key for key, phases in by_phases.items() if not phases} == {
        *("muscle-relaxants", "opioids", "manual-therapy", "massage", "acupuncture", "herbal", "surgery")
    }


def test_each_kind_of_session_and_each_exercise_has_a_subject_that_is_written_down_by_it():
    targets = [target for subject in GUIDE.subjects for target in subject.log]
    assert {target.kind for target in targets if target.form == "session"} == SESSIONS
    assert {target.kind for target in targets if target.form == "exercise"} == EXERCISES | STRENGTH
    assert {subject.key for subject in GUIDE.in_chapter(Chapter.EXERCISES)} == EXERCISES | STRENGTH
    told = {kind: GUIDE.logged_by("session", kind) for kind in SESSIONS}
    assert [kind for kind, subject in told.items() if subject is None or not (subject.ask_first or kind == "relaxation")] == []


def test_every_exercise_and_measure_that_moves_or_presses_says_when_to_stop():
    assert [subject.key for subject in (*GUIDE.in_chapter(Chapter.MEASURES), *GUIDE.in_chapter(Chapter.EXERCISES)) if not subject.stop] == []


def test_every_exercise_says_who_should_ask_first():
    stretches, strength = the("stretches").ask_first, the("strength-set").ask_first
    assert {key: the(key).ask_first for key in EXERCISES} == dict.fromkeys(EXERCISES, stretches)
    assert {key: the(key).ask_first for key in STRENGTH} == dict.fromkeys(STRENGTH, strength)
    assert [word for word in ("injury", "surgery", "osteoporosis") if word not in stretches[0].text or word not in strength[0].text] == []
    assert "heart disease" in strength[0].text
    assert the("strengthening").when == the("strength-set").when


def test_a_strength_exercise_says_what_to_start_with_before_the_figure_of_a_leaflet():
    # A leaflet's figure is up to 30 in a session: read alone, it would be where a person begins.
    starts = {key: [place for place, said in enumerate(the(key).what) if "2 rounds of 4" in said.text] for key in STRENGTH}
    assert starts == {key: [1] for key in STRENGTH}
    assert "2 rounds of 4" in the("strength-set").text


def test_cold_and_warmth_have_their_cautions_on_each_page():
    caution = the("ice").ask_first[0]
    assert "Raynaud" in caution.text
    assert [key for key in ("damp-heat", "heat-pad", "contrast") if caution not in the(key).ask_first] == []
    packs = ("ice", "damp-heat", "heat-pad")
    assert [(key, word) for key in packs for word in ("never while asleep", "20 minutes") if word not in the(key).text] == []


def test_a_painkiller_says_what_the_app_gives_notice_of():
    anti_inflammatory, paracetamol = the("painkillers").text, the("paracetamol").text
    assert [word for word in ("Two NSAIDs within 24 hours: ask a pharmacist", "10 days of ibuprofen") if word not in anti_inflammatory] == []
    assert [word for word in ("more than 4 g in 24 hours", "under 50 kg") if word not in paracetamol] == []


def test_the_words_of_a_person_in_pain_find_their_subject_first():
    first = {typed: next((subject.key for subject in GUIDE.search(typed)), None) for typed in TYPED}
    assert first == TYPED
