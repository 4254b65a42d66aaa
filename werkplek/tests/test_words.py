"""How we speak: short Dutch sentences without shouting, and Dutch of ours where packages are formal or silent."""

import re

import polib
import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext

OURS = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
OVER_PACKAGES = polib.pofile(str(settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po"))
DUTCH = [text for entry in OURS for text in (entry.msgid, entry.msgid_plural) if text]
ENGLISH = [text for entry in OURS for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]
SENTENCES = [sentence for text in DUTCH for sentence in re.split(r"(?<=[.?:])\s+|\n", text) if sentence]


def words_in(sentence: str) -> int:
    return len(re.findall(r"%\(\w+\)s|[\w'-]+", sentence))


def test_no_sentence_is_longer_than_twenty_words():
    assert [sentence for sentence in SENTENCES if words_in(sentence) > 20] == []


def test_sentences_are_short_on_average():
    assert sum(map(words_in, SENTENCES)) / len(SENTENCES) < 12


def test_nobody_is_shouted_at_or_called_u():
    wrong = [text for text in DUTCH if re.search(r"!|\b[Uu]w?\b", text)]
    wrong += [text for text in ENGLISH if "!" in text]

    assert wrong == []


# In a sentence about what just happened people say "heeft gedaan". A list, for Dutch has no ending that tells.
PAST = re.compile(
    r"^(?:%\((?:by|who|name|organisation)\)s|Werkplek|Je|Jullie|Iemand|Ze|We) "
    r"(?:begon|be[ëe]indigde|bedankte|bevestigde|bewaarde|deed|deelde|gaf|ging|haalde|had|herinnerde|keek|koos|kreeg|kwam"
    r"|las|legde|leverde|liet|maakte|nam|nodigde|opende|pakte|parkeerde|paste|plande|reageerde|rondde|schreef|sloeg|sloot"
    r"|stelde|stopte|stuurde|trok|veranderde|verbeterde|verliet|verstuurde|vertelde|verwijderde|verzette|voegde|vroeg|vulde"
    r"|waarschuwde|zag|zegde|zei|zette)\b"
)
EVENTS_OF_OTHER_NOUNS = ("events/follow_ups.py", "events/organisation_scans.py")


def test_events_are_told_in_the_perfect_or_the_present():
    told = [
        entry.msgid
        for entry in OURS
        for file, _line in entry.occurrences
        if "/events/" in file and not file.endswith(EVENTS_OF_OTHER_NOUNS)
    ]

    assert (len(told) > 200, [text for text in told if PAST.match(text)]) == (True, [])


def test_a_refusal_names_the_role_that_may():
    wrong = [
        entry.msgid
        for entry in OURS
        for file, _line in entry.occurrences
        if "/policy" in file and not file.endswith(("follow_ups.py", "organisation_scans.py"))
        if re.search(r"\bAlleen wie\b", entry.msgid)
    ]

    assert wrong == []


def said_by(entry: polib.POEntry) -> str:
    return translation.ngettext(entry.msgid, entry.msgid_plural, 2) if entry.msgid_plural else gettext(entry.msgid)


def test_texts_of_ours_over_those_of_packages_are_used():
    with translation.override("nl"):
        said = {entry.msgid: said_by(entry) for entry in OVER_PACKAGES}

    assert said == {
        entry.msgid: entry.msgstr_plural[1] if entry.msgid_plural else entry.msgstr for entry in OVER_PACKAGES
    }


def test_a_short_password_is_refused_in_dutch():
    with translation.override("nl"), pytest.raises(ValidationError) as caught:
        validate_password("Zo7-kort")

    assert caught.value.messages == ["Gebruik minstens 10 tekens."]
