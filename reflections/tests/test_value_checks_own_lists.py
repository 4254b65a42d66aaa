"""A value check with an own list of the organisation (docs/decisions/0146-own-questions-in-a-value-check.md)."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from accounts.values import Refused
from conftest import join, make_person
from instruments.actions import own_lists
from instruments.actions.own_lists import Words
from instruments.values.own_lists import Question
from partnerships.models.organisations import Organisation
from partnerships.values import OrganisationKind, Role
from reflections.actions import value_checks
from reflections.live.payloads import clean
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import question_lists
from reflections.tests.live import Session
from reflections.tests.planned import details
from reflections.tests.test_value_checks_plan import in_weeks, posted
from reflections.values import MoveKind, Phase

OURS = ["checklist.insight@1", "checklist.after@1"]


def words(title="Kijken", *more, first="Wat zag je?"):
    asked = (Question(first, "text", "What did you see?"), Question("En toen?", "text", "And then?"), *more)
    return Words(title=title, intro="", questions=asked, attribution="Van De Linde zelf", title_en="Looking")


@pytest.fixture
def lars(team):
    person = make_person("Lars Mol")
    join(person, Role.LND_ADVISER, team.organisation)
    return person


@pytest.fixture
def kijken(team, lars):
    return own_lists.publish(team.organisation, words=words(), by=lars)


@pytest.fixture
def check(team, tom, track, kijken):
    return value_checks.plan(team, starts_at=in_weeks(4), details=details(team, questions=kijken), by=tom)


def text(client, url):
    return client.get(url).content.decode()


def change_page(check):
    return reverse("reflections:value_check_change", args=[check.public_id])


def test_the_lists_of_the_employer_that_only_have_open_questions_may_be_chosen(team, lars, kijken):
    own_lists.publish(team.organisation, words=words("Met vinkjes", Question("Is er tijd?", "scale4")), by=lars)
    far = Organisation.objects.create(name="Ver weg", kind=OrganisationKind.WORKPLACE)
    join(ada := make_person("Ada Ver"), Role.LND_ADVISER, far)
    own_lists.publish(far, words=words("Van ver"), by=ada)

    assert [str(one) for one in question_lists(team)] == [*OURS, f"{kijken.slug}@1"]


def test_one_is_chosen_on_the_page_and_read_by_who_takes_part(team, tom, sam, track, kijken, signed_in):
    page = reverse("reflections:value_check_plan", args=[team.public_id])
    assert "Kijken" in text(signed_in(tom), page)
    signed_in(tom).post(page, posted(team, questions=str(kijken)))

    check = ValueCheck.objects.get()
    assert check.questions == kijken
    shown = text(signed_in(sam), check.get_absolute_url())
    assert all(one in shown for one in ("Kijken", "Wat zag je?", "En toen?", "Van De Linde zelf"))
    with override("en"):
        assert [str(card.text) for card in check.cards] == ["What did you see?", "And then?"]


def test_a_list_from_elsewhere_is_refused(team, tom, track, kijken, lars):
    own_lists.withdraw(kijken, by=lars)

    with pytest.raises(Refused, match="hoort niet bij"):
        value_checks.plan(team, starts_at=in_weeks(4), details=details(team, questions=kijken), by=tom)


def test_what_is_planned_keeps_its_version(check, kijken, lars, team, tom, signed_in):
    newer = own_lists.renew(kijken, words=words(first="Wat viel je op?"), by=lars)
    check = ValueCheck.objects.get(pk=check.pk)

    assert [str(card.text) for card in check.cards] == ["Wat zag je?", "En toen?"]
    page = text(signed_in(tom), change_page(check))
    assert ("Kijken (versie 1)" in page, "Kijken (versie 2)" in page) == (True, True)
    assert re.findall(r'name="questions" value="([^"]+)"[^>]*checked', page) == [str(kijken)]
    value_checks.change(check, details=details(team, questions=kijken, place="Serre"), version=1, by=tom)
    assert ValueCheck.objects.get().questions == kijken
    value_checks.change(check, details=details(team, questions=newer), version=2, by=tom)
    assert ValueCheck.objects.get().questions == newer


def test_a_withdrawn_list_stays_with_what_was_planned(check, kijken, lars, team, tom):
    own_lists.withdraw(kijken, by=lars)

    value_checks.change(check, details=details(team, questions=kijken, place="Serre"), version=1, by=tom)

    assert ValueCheck.objects.get().questions == kijken


@pytest.mark.django_db
def test_in_the_room_its_questions_are_the_cards(check, kijken, team, tom, sam, signed_in):
    own = f"{kijken.slug}.q1"
    assert clean(MoveKind.CARD, {"item": own}, check.cards) == {"item": own}
    with pytest.raises(ValidationError):
        clean(MoveKind.CARD, {"item": "checklist.insight.z1"}, check.cards)

    value_checks.skip(check, reason="Te druk", by=tom)
    live = Session(team, tom, sam, questions=kijken)
    live.go(tom, Phase.STORIES)
    live.do(tom, MoveKind.TURN, to=live.number(sam))
    live.do(tom, MoveKind.CARD, item=own)
    assert "Wat zag je?" in text(signed_in(sam), live.room.get_absolute_url())
    live.do(sam, MoveKind.LATER, seat=live.number(sam))
    live.go(tom, Phase.ACTIONS)
    assert "Wat zag je?" not in text(signed_in(tom), live.room.get_absolute_url())  # no question of what to do
