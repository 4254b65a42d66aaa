"""How we speak: short Dutch sentences without shouting, and Dutch of ours where packages are formal or silent."""

import re

import polib
import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms import BaseForm, ChoiceField, Field, ModelChoiceField
from django.utils import translation
from django.utils.translation import gettext

from learningtracks.editions import read_all

OUR_FORMS = r"(accounts|partnerships|learningtracks|instruments|reflections)\.forms\."
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


def said_in(part: str) -> list[tuple[str, str]]:
    """Every Dutch text of the files whose path holds this part, with its file; without names of fields, which are for
    who maintains the product."""
    return [
        (text, file)
        for entry in OURS
        for file, _line in entry.occurrences
        if part in file and "/models" not in file
        for text in (entry.msgid, entry.msgid_plural)
        if text
    ]


# A list, for Dutch has no ending that tells the past tense apart.
PAST = (
    r"begon|be[ëe]indigde|bedankte|bevestigde|bewaarde|deed|deelde|gaf|ging|haalde|had|herinnerde|keek|koos|kreeg|kwam"
    r"|las|legde|leverde|liet|lukte|maakte|nam|nodigde|opende|pakte|parkeerde|paste|plande|probeerde|reageerde|rondde|schreef"
    r"|sloeg|sloot|stelde|stond|stopte|stuurde|trok|veranderde|verbeterde|verliet|verstuurde|vertelde|verwijderde|verzette"
    r"|typte|voegde|vroeg|vulde|waarschuwde|werd|zag|zegde|zei|zette"
)
WHO_DID = re.compile(
    r"^(?:%\(\w+\)s(?: \(%\(\w+\)s\))?|Werkplek|Het (?:stuk|gesprek)|Dit traject|De mail .*|De vertellers|Je|Jij|Jullie"
    rf"|Iemand|Ze|We) (?:{PAST}|{PAST}n)\b"
)


DID = re.compile(rf"^(?:{PAST}|bevestigde|draaide|noemde)\b")  # what stands after a name: "gaf het woord"


def test_what_people_did_is_told_in_the_perfect_or_the_present():
    assert [text for text, _file in said_in("") if WHO_DID.match(text) or DID.match(text)] == []
    assert [text for text in SENTENCES if re.match(rf"Je (?:{PAST})\b", text)] == []


def forms_of(kind: type) -> set[type]:
    return {kind, *(each for one in kind.__subclasses__() for each in forms_of(one))}


def test_who_chose_nothing_is_told_to_choose():
    """The words "Vul dit in." stand at a box to write in."""
    unsaid = str(Field.default_error_messages["required"])
    left = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in forms_of(BaseForm)
        if re.match(OUR_FORMS, form.__module__)
        for name, field in getattr(form, "base_fields", {}).items()
        if field.required and not field.widget.is_hidden and isinstance(field, (ChoiceField, ModelChoiceField))
        if str(field.error_messages["required"]) == unsaid
    }

    assert left == set()


def test_english_has_one_word_for_handing_in_and_for_taking_back():
    said = r"\b[Ss]ubmit|\b([Tt]ake|[Tt]aken|[Tt]ook|[Tt]aking)( it| them)? back\b"

    assert [text for text in ENGLISH if re.search(said, text)] == []


def test_english_is_no_dutch_in_other_words():
    """What a native reader stumbles over: docs/words.md has the words we use."""
    stiff = (
        r"\b[Mm]ail address|\b[Aa]n own\b|^Only who\b|\byields?\b|\bis told\b|\bwill hear of it\b"
        r"|\b[Yy]ou need not\b|\bwrite along\b"
    )

    assert [text for text in ENGLISH if re.search(stiff, text)] == []


def test_a_refusal_names_the_role_that_may():
    assert [text for text, file in said_in("/policy") if re.search(r"\bAlleen wie\b", text)] == []


ONE_WORD = {  # what we do not say: what we say
    r"\b(weghal|weghaal|weggehaald|weggooi|weggegooid|weggaat)|\bga(at|an) (\w+ )?weg\b(?! komt)": "verwijderen",
    r"\b(terughal|terughaal|teruggehaald|terugtrek|teruggetrokken)": "intrekken, terugleggen",
    r"\b(veranderen|verander|verbeteren|verbetering)\b": "aanpassen",
    r"\b(ten minste|ten hoogste|hooguit)\b": "minstens, hoogstens",
    r"^(Doen mee|Wie doen .*|Wie zijn erbij|Wie zitten erin|Wie er is|Erbij waren)$": "Deelnemers, Wie doet mee?",
    r"\b[Bb]ewaren (en|of) (stoppen|volgende)\b|\blater verder$": "Bewaar en stop",
    r"\b(ding|dingen) wacht|\bwacht(en)? (nog )?op (jou|je|jouw)\b|\b[Ee]r wacht\b": "staat voor je klaar",
    r"\b[Nn]aar de (ruimte|groep)\b": "Naar de waardecheck",
    r"\bKlaarzetten\b": "Inrichten",
    r"\b[Bb]ereikte niveaus\b": "Waar de verhalen over gaan",
}


# Words that readers asked about, also in the lists: their own names of the kinds of value stand on a page of help.
JARGON = (
    r"\b(principes?|factor(en)?|werkproces|lerende organisatie|vakcontacten|leernetwerken|vraagbaak|inzichtmomenten)\b"
    r"|leerexpeditie|\b(belevings|potentiële |toegepaste |gerealiseerde |herkaderende )waarde\b"
)
IN_LISTS = [
    words.nl
    for one in read_all()
    for entry in one.entries
    for each in (entry, *entry.parts)
    for words in (each.text, each.guide, each.team, each.name)
    if one.slug != "value_levels"
]


@pytest.mark.parametrize("word", ONE_WORD)
def test_one_thing_has_one_word(word):
    found = [text for text, _file in said_in("") if re.search(word, text, re.IGNORECASE)]

    assert found == [], f"say: {ONE_WORD[word]}"


def test_what_readers_asked_about_is_said_in_plain_words():
    assert [text for text in (*DUTCH, *IN_LISTS) if re.search(JARGON, text, re.IGNORECASE)] == []


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
