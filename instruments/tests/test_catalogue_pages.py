"""The catalogue: everything is there, filters and search, and choosing an idea for oneself."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.editions import newest
from learningtracks.models.action_points import ActionPoint
from werkplek.tests.casting import make_person

CATALOGUE = reverse("instruments:catalogue")
IDEA = reverse("instruments:catalogue_idea", args=["confidence", "a1"])
SOON = today() + dt.timedelta(days=14)


def factors(answer):
    return [factor["key"] for group in answer.context["groups"] for factor in group["factors"]]


def test_every_idea_and_example_is_on_the_page(signed_in, sam):
    answer = signed_in(sam).get(CATALOGUE)
    seen = answer.content.decode()
    texts = [str(part.text) for entry in newest("catalogue").entries for part in entry.parts]

    assert (len(factors(answer)), [text for text in texts if text.replace("'", "&#x27;") not in seen]) == (14, [])


@pytest.mark.parametrize(
    ("query", "count"),
    [("level=team", 4), ("factor=peers", 1), ("q=compliment", 1), ("q=bestaatniet", 0), ("level=made-up", 14)],
)
def test_what_is_left_by_a_filter(signed_in, sam, query, count):
    answer = signed_in(sam).get(f"{CATALOGUE}?{query}")

    assert len(factors(answer)) == count


@pytest.mark.parametrize(
    "condition", ["change", "challenge", "responsibility", "contacts", "feedback", "support", "reward"]
)
def test_every_condition_has_something_to_do(signed_in, sam, condition):
    found = factors(signed_in(sam).get(f"{CATALOGUE}?condition={condition}"))

    assert 0 < len(found) < 14


def test_who_has_one_place_gets_the_words_of_the_idea(signed_in, tom):
    shown = signed_in(tom).get(IDEA).context

    assert (shown["subject"].name, shown["form"]["text"].value()) == (
        "Team Beuk",
        "Geef een collega een compliment over iets wat goed ging.",
    )


def test_choosing_copies_the_idea_and_remembers_where_it_came_from(signed_in, tom, team):
    form = {"text": "Elke week één compliment", "owner": tom.public_id, "due_on": SOON.isoformat()}
    form["once"] = uuid.uuid4()
    browser = signed_in(tom)
    answers = {browser.post(IDEA, form)["Location"] for _time in range(2)}

    point = ActionPoint.objects.get()
    assert answers == {point.get_absolute_url()}
    assert (point.text, point.idea, point.origin) == (form["text"], "confidence.a1", "catalogue:confidence.a1")


def test_who_has_several_places_chooses_first(signed_in, sam, track, team):
    browser = signed_in(sam)
    assert len(browser.get(IDEA).context["form"].places) == 2

    chosen = browser.get(f"{IDEA}?place=track-{track.public_id}")

    assert chosen.context["subject"] == track
    assert "Kies waar het bij hoort." in browser.get(f"{IDEA}?place=track-made-up").content.decode()


def test_who_has_no_place_is_told_so(signed_in, db):
    assert "geen team, traject of partnerschap" in signed_in(make_person("Nieuw")).get(IDEA).content.decode()


@pytest.mark.parametrize(("factor", "idea"), [("made-up", "a1"), ("confidence", "made-up"), ("confidence", "e1")])
def test_what_is_no_idea_is_no_page(signed_in, tom, factor, idea):
    assert signed_in(tom).get(reverse("instruments:catalogue_idea", args=[factor, idea])).status_code == 404


@pytest.mark.parametrize("query", ["ask=x", "ask=5fb541dd-3b5f-4528-9871-de5614837668"])
def test_a_scan_that_is_not_theirs_changes_nothing(signed_in, tom, query):
    assert signed_in(tom).get(f"{CATALOGUE}?{query}").context["ask"] is None
