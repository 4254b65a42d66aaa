"""The register: handed in, looked at by a moderator, found by everybody, asked after a year, gone at once."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.values import AgeBand, Refused, Stale, today
from partnerships import todos
from partnerships.actions import professionals as actions
from partnerships.models.notices import Notice
from partnerships.models.professionals import SILENCE, STILL_AFTER, Professional, Service
from werkplek.tests.casting import add_second_step
from werkplek.tests.filling_professionals import add_professional
from werkplek.tests.pages import text_of
from werkplek.tests.queue import queue_of

pytestmark = pytest.mark.django_db
ALL, OWN = reverse("partnerships:professionals"), reverse("partnerships:professional_own")


@pytest.fixture
def service(db):
    return Service.objects.create(name="Teams begeleiden")


@pytest.fixture
def moderator(db):
    person = User.objects.create_superuser("boss@x.nl", name="Paul")
    add_second_step(person)
    return person


def facts(service, **more):
    words = {"headline": "Ik help teams.", "work": "Ik luister.", "sector": "care", "region": "utrecht"}
    return words | {"services": [service.pk], "adult": "on", "version": 0, "once": uuid.uuid4()} | more


def found(**query):
    return text_of(Client().get(ALL, query))


def test_a_profile_is_found_once_a_moderator_said_yes(signed_in, samira, moderator, service):
    signed_in(samira).post(reverse("partnerships:professional_edit"), facts(service))
    mine = Professional.objects.get(person=samira)
    before, waits = found(), queue_of(moderator)

    decide = reverse("partnerships:professional_moderate", args=[mine.public_id])
    signed_in(moderator).post(decide, {"answer": "yes", "version": mine.version, "once": uuid.uuid4()})

    assert ("Ik help teams." in before, len(waits), queue_of(moderator)) == (False, 1, [])
    assert "Ik help teams." in found()
    assert Notice.objects.filter(person=samira, event__kind="professional_published").exists()


def test_a_no_has_a_reason_that_its_owner_reads(signed_in, samira, moderator, service):
    signed_in(samira).post(reverse("partnerships:professional_edit"), facts(service))
    mine = Professional.objects.get(person=samira)
    decide = reverse("partnerships:professional_moderate", args=[mine.public_id])
    sent = {"answer": "no", "version": mine.version, "once": uuid.uuid4()}

    without = signed_in(moderator).post(decide, sent)
    signed_in(moderator).post(decide, sent | {"reason": "Er staat een naam in.", "once": uuid.uuid4()})

    assert "Schrijf waarom niet." in text_of(without)
    assert "Er staat een naam in." in text_of(signed_in(samira).get(OWN))
    assert "Ik help teams." not in found()


def test_it_is_looked_at_again_after_every_change(samira, moderator, service):
    mine = add_professional(samira, holds_on=today())

    actions.hand_in(by=samira, services=[service], version=1, headline="Anders.", work="Anders.")

    assert not Professional.objects.public().exists()
    with pytest.raises(Stale):
        actions.publish(mine, version=1, by=moderator)  # who read the text of before


def test_nobody_under_18_and_nobody_about_themselves(sam, moderator, service):
    sam.age_band = AgeBand.TEENAGER
    with pytest.raises(Refused, match="18 jaar"):
        actions.hand_in(by=sam, services=[service], version=0, headline="x", work="x", sector="care", region="utrecht")

    with pytest.raises(Refused, match="andere beheerder"):
        actions.publish(add_professional(moderator), version=1, by=moderator)


def test_a_stranger_finds_by_word_sector_region_and_offer(samira, wim):
    add_professional(samira, holds_on=today())
    other = add_professional(wim, holds_on=today(), service=Service.objects.create(name="Gesprekken oefenen"))
    Professional.objects.filter(pk=other.pk).update(sector="food", region="zeeland")

    for query in (
        {"q": "GESPREKKEN terugkijken"},
        {"q": str(wim.name).split()[0].lower()},
        {"sector": "food"},
        {"region": "zeeland"},
        {"offer": other.services.get().pk},
    ):
        page = found(**query)
        assert (wim.name in page, samira.name in page) == (True, False), query
    assert "Niemand gevonden" in found(q="banaan")
    assert found(sector="geen sector", offer="x", page="z").count("Ik help teams") == 2


def test_public_pages_set_no_cookie_and_hold_no_form_that_needs_one(samira):
    one = add_professional(samira, holds_on=today())
    for address in (ALL, one.get_absolute_url()):
        answer = Client().get(address)
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert "csrfmiddlewaretoken" not in text_of(answer)


def test_after_a_year_it_is_asked_and_after_six_weeks_of_silence_hidden(samira, signed_in):
    asked = add_professional(samira, holds_on=today() - STILL_AFTER)
    todos.put_right()
    waits, there = [row.what for row in queue_of(samira)], found()

    Professional.objects.filter(pk=asked.pk).update(confirmed_on=today() - STILL_AFTER - SILENCE)
    hidden = found()
    gone = Client().get(asked.get_absolute_url()).status_code
    signed_in(samira).post(reverse("partnerships:professional_confirm"))

    assert waits == ["Klopt je profiel in het register nog?"]
    assert (samira.name in there, samira.name in hidden, gone) == (True, False, 404)
    assert (samira.name in found(), queue_of(samira)) == (True, [])


def test_who_is_asked_is_told_once(samira, remind):
    add_professional(samira, holds_on=today() - STILL_AFTER)
    remind()
    remind()

    told = Notice.objects.filter(person=samira, event__kind="professional_asked")
    assert told.count() == 1


def test_withdrawn_is_gone_at_once(samira, signed_in):
    mine = add_professional(samira, holds_on=today())

    signed_in(samira).post(reverse("partnerships:professional_withdraw"), {"once": uuid.uuid4()})

    assert Client().get(mine.get_absolute_url()).status_code == 404
    assert (samira.name in found(), Professional.objects.count()) == (False, 0)


def test_who_leaves_or_is_shut_out_is_not_found(samira):
    add_professional(samira, holds_on=today())
    User.objects.filter(pk=samira.pk).update(is_active=False)

    assert samira.name not in found()


def test_the_goal_stands_on_the_page(samira, settings):
    settings.REGISTER_GOAL = 100
    add_professional(samira, holds_on=today())

    assert "Er staat 1 professional in het register. Ons doel is 100." in found()


def test_a_list_of_offers_is_the_moderators(signed_in, moderator, samira, service):
    mine = add_professional(samira, holds_on=today())
    with pytest.raises(Refused):
        actions.list_services(["x"], version=0, by=samira)
    version = actions.version_of_services([service.name])

    sent = {"names": "Oefenen\nTeams begeleiden\n\nOefenen", "version": version, "once": uuid.uuid4()}
    signed_in(moderator).post(reverse("partnerships:services"), sent)

    assert [one.name for one in Service.objects.all()] == ["Oefenen", "Teams begeleiden"]
    assert mine.services.get() == service


def test_what_is_handed_in_has_a_moment(samira):
    assert add_professional(samira).sent_at <= timezone.now()
