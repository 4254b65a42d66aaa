"""Own lists whose questions are answered in more than one way, and where they are asked
(docs/decisions/0145-a-kind-of-answer-a-question.md)."""

import re

import pytest
from django.urls import reverse

from accounts.values import Refused
from instruments.actions import asks
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import offered_for
from instruments.tests.asking import text
from instruments.tests.own_lists import typed
from werkplek.tests.filling_rounds import start

MIXED = {"questions": "Wat zag je?\nEn toen?", "answer": "text", "questions_2": "Is er tijd?", "answer_2": "scale4"}
MORE = {"questions_3": "Een vaste vraagbaak", "answer_3": "presence"}


@pytest.fixture
def mixed(team, lars, signed_in):
    signed_in(lars).post(
        reverse("instruments:own_list_new", args=[team.organisation.public_id]), typed(**MIXED, **MORE)
    )
    return Instrument.objects.get(organisation=team.organisation)


def test_questions_of_one_list_may_be_answered_in_other_ways(mixed, lars, signed_in):
    assert [(one.text, one.answered_by) for one in mixed.tree] == [
        ("Wat zag je?", "text"),
        ("En toen?", "text"),
        ("Is er tijd?", "scale4"),
        ("Een vaste vraagbaak", "presence"),
    ]
    shown = text(signed_in(lars), mixed.get_absolute_url())
    assert all(one in shown for one in ("Per vraag anders", "Is er tijd? Nee, Een beetje, Grotendeels, Ja"))


def test_a_new_version_begins_with_all_of_them(mixed, lars, signed_in):
    url = f"{mixed.get_absolute_url()}renew/"
    page = signed_in(lars).get(url).content.decode()
    boxes = re.findall(r'<textarea[^>]*name="(questions[_\d]*)"[^>]*>\s*([^<]*)</textarea>', page)
    assert boxes[:4] == [
        ("questions", "Wat zag je?\nEn toen?"),
        ("questions_2", "Is er tijd?"),
        ("questions_3", "Een vaste vraagbaak"),
        ("questions_4", ""),
    ]
    assert page.count('<details class="more" open>') == 2  # what is filled in; what is empty is folded

    same = typed(**MIXED, **MORE, version=1)
    assert "Er is niets aangepast." in signed_in(lars).post(url, same).content.decode()
    signed_in(lars).post(url, same | {"answer_3": "done"})
    assert Instrument.objects.editions_of(mixed.slug)[0].answers == ["text", "scale4", "done"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"questions_2": "v" * 301}, "Een vraag is hoogstens 300 tekens lang."),
        ({"questions_2": "Vraag\n" * 29}, "Meer dan dertig vragen is te veel."),
        ({"answer_2": "read"}, "Kies iets uit de lijst."),
        ({"questions_en": "What did you see?\nAnd then?"}, "evenveel vragen in het Engels"),
    ],
)
def test_all_of_them_count_together(team, lars, signed_in, wrong, said):
    url = reverse("instruments:own_list_new", args=[team.organisation.public_id])
    page = signed_in(lars).post(url, typed(**(MIXED | wrong))).content.decode()

    assert (said in page, "Wat zag je?" in page) == (True, True)
    assert not Instrument.objects.filter(organisation=team.organisation).exists()


def test_the_first_box_may_be_empty(team, lars, signed_in):
    url = reverse("instruments:own_list_new", args=[team.organisation.public_id])
    signed_in(lars).post(url, typed(**(MIXED | {"questions": ""})))

    assert Instrument.objects.get(organisation=team.organisation).answer == "scale4"


def test_each_question_is_answered_in_its_own_way(mixed, team, tom, lena, signed_in):
    url = reverse("instruments:follow_ups", args=[team.public_id])
    signed_in(tom).post(url, {"asked": lena.public_id, "title": "Kijken", "questions": mixed.slug})
    asked = Ask.objects.get()
    page = signed_in(lena).get(f"{asked.get_absolute_url()}answer/").content.decode()
    names = [f"{one.slug}".replace(".", "-") for one in mixed.tree]
    names[-1] += "-done"  # beside the tick there is room for words
    assert [page.count(f'name="{name}"') for name in names] == [1, 1, 5, 4]

    given = dict(zip(names, ("Rust", "", "2", "partly"), strict=True))
    given |= {f"{names[2]}-note": "Op vrijdag", names[3].removesuffix("-done"): "Die van de nacht niet"}
    signed_in(lena).post(f"{asked.get_absolute_url()}answer/", given | {"version": 0, "then": "send"})

    read = text(signed_in(tom), asked.get_absolute_url())
    assert all(
        one in read for one in ("Wat zag je? Rust", "Is er tijd? Grotendeels: Op vrijdag", "vraagbaak Deels: Die van")
    )


def test_who_asks_a_colleague_may_choose_the_lists_of_the_own_organisation(kijken, elsewhere, team, tom, lena):
    assert list(offered_for(FOLLOW_UP, team)) == [kijken]
    with pytest.raises(Refused, match="kun je hier niet stellen"):
        asks.ask(FOLLOW_UP, team, asked=lena, title="Kijken", by=tom, lists=[elsewhere.slug])


def test_a_team_answers_each_question_of_a_round_in_its_own_way(mixed, team, tom, signed_in):
    made = start(team, moment="during", by=tom, checklist=mixed)
    first, _then, scaled, there = (one.slug.replace(".", "-") for one in mixed.tree)
    given = {"version": 0, first: "Rust", scaled: "2", f"{there}-done": "partly", there: "Alleen overdag"}

    signed_in(tom).post(f"{made.get_absolute_url()}together/", given)

    read = text(signed_in(tom), made.get_absolute_url())
    assert all(one in read for one in ("Wat zag je?", "Rust", "Is er tijd?", "Grotendeels", "Deels: Alleen overdag"))
