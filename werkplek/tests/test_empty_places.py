"""An empty list says what will be there, and gives the first step to whoever may take it."""

import re

import pytest
from django.urls import reverse

from werkplek.tests.pages import text_of

EMPTY = re.compile(r'<div class="empty">.*?<p>(.*?)</p>(.*?)</div>\n', re.DOTALL)  # its words, and what follows
STEP = re.compile(r'<a class="button[^>]*>(?:<svg.*?</svg>)?([^<]*)</a>', re.DOTALL)
PUZZLE = "learningtracks:puzzle"
SCANS = "instruments:condition_scans"
PLACES = [  # who looks where; of what the page is, if of anything; its words and the first step
    ("sam", "reflections:experiences", "", "Hier komt wat je op je werk meemaakt.", "Leg je eerste ervaring vast"),
    ("sam", PUZZLE, "track", "Hier komt jullie plan.", "Begin met je leervraag"),
    ("samira", PUZZLE, "track", "Hier komt het plan van Sam, de werkplek en de opleiding.", "Stuk voorstellen"),
    ("tom", "learningtracks:tracks", "", "Hier komen je eigen traject en de trajecten die je begeleidt.", ""),
    ("nora", "learningtracks:tracks", "", "", "Traject opzetten"),
    ("samira", "queue", "", "Hier komen vragen aan jou, en voorstellen waar jij over meebeslist.", ""),
    ("samira", "partnerships:teams", "", "Hier komen de teams waar je in zit.", ""),
    ("nora", "partnerships:teams", "", "Hier komen de teams van je organisatie.", "Naar je organisatie"),
    (
        "tom",
        "reflections:value_stories",
        "",
        "Hier komen de verhalen die je vertelt",
        "Naar de waardechecks van je team",
    ),
    ("samira", "reflections:value_stories", "", "Hier komen de verhalen die je vertelt in een waardecheck.", ""),
    ("samira", "reflections:reports", "", "Hier komen de verslagen van de waardechecks van je team.", ""),
    ("tom", "instruments:team_rounds", "team", "Hier vullen jullie in hoe het leren gaat.", ""),
    ("tom", SCANS, "team", "Hier zie je wat leren bij jullie makkelijk of moeilijk maakt.", ""),
    ("tom", "partnerships:partnerships", "", "Hier komen de partners van je organisatie.", ""),
]


@pytest.mark.parametrize(("who", "address", "thing", "words", "step"), PLACES)
def test_an_empty_list_says_what_will_be_there(request, signed_in, who, address, thing, words, step):
    args = [request.getfixturevalue(thing).public_id] if thing else []
    person = request.getfixturevalue(who)
    shown = text_of(signed_in(person).get(reverse(address, args=args)))
    [(said, ways)] = EMPTY.findall(shown)

    assert words in said
    assert STEP.findall(ways) == [step] * bool(step)
