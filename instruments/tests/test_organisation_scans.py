"""Organisation scans: once a year, the advisers as one, some invited beside them, and the result published (access.md
row 23d; docs/decisions/0034 and 0138)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from instruments.actions import asks, sheets, yearly
from instruments.kinds.organisation_scans import ORGANISATION_SCAN
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer
from instruments.panels import links_of_place
from instruments.policy.yearly import may_publish
from instruments.tests.asking import page
from instruments.values.asks import Given
from learningtracks.models.action_points import ActionPoint
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.queue import queue_of

NOBODY_ELSE = ["sam", "samira", "wim", "karima", "tom", "nora", "otto", "PA", "OA2"]


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


@pytest.fixture
def scan(company, lars):
    return yearly.begin(ORGANISATION_SCAN, company, by=lars)


def item_of(key):
    return next(one for one in Instrument.objects.current("org_conditions").tree if one.key == key)


def note(scan, by, key="culture", text="Vragen mag", **facts):
    return sheets.note(
        scan, item=item_of(key), given=Given(facts.pop("choice", "2"), text), by=by, **{"version": 0} | facts
    )


def answer(scan, person, text):
    sheets.write(scan, answers={item_of("culture"): Given("1", text)}, version=0, by=person)
    sheets.hand_in(scan, by=person)


def told(kind):
    return [one.person for one in Notice.objects.filter(event__kind=kind)]


def said(answer):
    return answer.content.decode()


def fresh(scan):
    return Ask.objects.with_heads().get(pk=scan.pk)


# --- Begin ------------------------------------------------------------------------------------------------------


def test_the_other_advisers_are_told_and_write_too(company, lars):
    other = make_person("Loes Berg")
    join(other, Role.LND_ADVISER, company)
    scan = yearly.begin(ORGANISATION_SCAN, company, by=lars)

    assert (told("organisation_scan_begun"), scan.cycle) == ([other], str(today().year))
    assert note(scan, other).edited_by == other


def test_once_a_year_and_the_earlier_one_stays_as_it_is(company, lars, tom, scan):
    with pytest.raises(Refused, match="De scan van dit jaar is er al"):
        yearly.begin(ORGANISATION_SCAN, company, by=lars)
    note(scan, lars)
    yearly.invite(scan, person=tom, by=lars)
    Ask.objects.filter(pk=scan.pk).update(cycle="2020")

    again = yearly.begin(ORGANISATION_SCAN, company, by=lars)

    assert (again.cycle, Answer.objects.filter(sheet__ask=again).exists()) == (str(today().year), False)
    assert queue_of(tom) == []  # the earlier one asks nothing any more
    for change in (lambda: note(scan, lars, version=1), lambda: yearly.publish(fresh(scan), by=lars)):
        with pytest.raises(Refused, match="Deze kun je niet meer aanpassen"):
            change()


def test_one_that_was_taken_back_does_not_count(company, lars, scan):
    Ask.objects.update(withdrawn_at=timezone.now())

    assert yearly.begin(ORGANISATION_SCAN, company, by=lars).cycle == scan.cycle


def test_nobody_but_the_adviser(world):
    company, lars = world.things["organisation"], world.people["LA"]
    for name in NOBODY_ELSE:
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            yearly.begin(ORGANISATION_SCAN, company, by=world.people[name])
    scan = yearly.begin(ORGANISATION_SCAN, company, by=lars)
    for person in (world.people[name] for name in NOBODY_ELSE):
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            note(scan, person)
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            yearly.invite(scan, person=world.people["tom"], by=person)
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            yearly.publish(scan, by=person)
        with pytest.raises(Refused):
            asks.close(scan, by=person)
        assert not Ask.objects.visible_to(person).exists()


# --- Side by side -----------------------------------------------------------------------------------------------


def test_who_is_invited_answers_and_reads_what_others_handed_in(scan, lars, tom, wim, signed_in):
    note(scan, lars, text="Van de adviseur")
    for person in (tom, wim):
        yearly.invite(scan, person=person, by=lars)
    assert told("organisation_scan_invited") == [tom, wim]
    assert [(one.what, one.who) for one in queue_of(tom)] == [("Vul de organisatiescan in", "Zorggroep De Linde")]
    answer(scan, wim, "Wim ziet het zo")
    here = scan.get_absolute_url()
    before = said(signed_in(tom).get(here))
    assert ("Wim ziet het zo" in before, "Van de adviseur" in before) == (False, False)

    with pytest.raises(Refused, match="minstens één vraag"):
        sheets.hand_in(scan, by=tom)
    answer(scan, tom, "Tom ook")

    assert queue_of(tom) == []
    after = said(signed_in(tom).get(here))
    assert ("Wim ziet het zo" in after, "Tom ook" in after, "Van de adviseur" in after) == (True, True, False)
    whole = said(signed_in(lars).get(here))
    assert all(text in whole for text in ("Wim ziet het zo", "Tom ook", "Van de adviseur", str(wim)))


def test_only_colleagues_are_invited_and_once(scan, lars, tom, otto):
    for _time in range(2):
        yearly.invite(scan, person=tom, by=lars)
    assert told("organisation_scan_invited") == [tom]
    for person in (otto, lars):
        with pytest.raises(Refused, match="Kies iemand van je organisatie"):
            yearly.invite(scan, person=person, by=lars)


def test_who_leaves_the_organisation_answers_and_reads_no_more(scan, lars, tom):
    yearly.invite(scan, person=tom, by=lars)
    tom.memberships.update(ended_at=timezone.now())

    assert (queue_of(tom), Ask.objects.visible_to(tom).exists()) == ([], False)
    with pytest.raises(Refused, match="Alleen genodigden"):
        answer(scan, tom, "Toch")


def test_an_invitation_ends_and_what_was_handed_in_stays(scan, lars, tom, wim, signed_in):
    for person in (tom, wim):
        yearly.invite(scan, person=person, by=lars)
    answer(scan, wim, "Wim ziet het zo")
    adviser, ends = signed_in(lars), [page("uninvite", scan, person.public_id) for person in (tom, wim, wim)]
    assert [url in said(adviser.get(scan.get_absolute_url())) for url in ends] == [True] * 3

    assert [adviser.post(url).status_code for url in ends] == [302] * 3  # a second tap changes nothing

    assert (queue_of(tom), Ask.objects.visible_to(tom).exists(), Ask.objects.visible_to(wim).exists()) == (
        [],
        False,
        False,
    )
    with pytest.raises(Refused, match="Alleen genodigden"):
        answer(scan, tom, "Toch")
    assert "Wim ziet het zo" in said(adviser.get(scan.get_absolute_url()))
    yearly.invite(scan, person=tom, by=lars)
    assert Ask.objects.visible_to(tom).get() == scan


def test_only_who_leads_it_ends_an_invitation(scan, lars, tom, otto, signed_in):
    yearly.invite(scan, person=tom, by=lars)
    with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
        yearly.uninvite(scan, person=tom, by=tom)
    assert signed_in(lars).post(page("uninvite", scan, otto.public_id)).status_code == 404


# --- Publishing -------------------------------------------------------------------------------------------------


def test_the_organisation_reads_the_result_once_it_is_published(scan, lars, tom, wim, sam, otto, company, signed_in):
    with pytest.raises(Refused, match="Schrijf eerst op"):
        yearly.publish(scan, by=lars)
    note(scan, lars)
    yearly.invite(scan, person=wim, by=lars)
    answer(scan, wim, "Alleen voor de adviseur")
    here = scan.get_absolute_url()
    assert (signed_in(tom).get(here).status_code, links_of_place(company, tom, {Role.TEAM_LEAD})) == (404, [])

    yearly.publish(scan, by=lars)
    yearly.publish(fresh(scan), by=lars)

    assert told("organisation_scan_published") == [wim]
    read = said(signed_in(tom).get(here))
    assert ("Vragen mag" in read, "Alleen voor de adviseur" in read, str(wim) in read) == (True, False, False)
    assert signed_in(otto).get(here).status_code == 404
    [link] = links_of_place(company, tom, {Role.TEAM_LEAD})
    assert link.url == here
    assert "al gepubliceerd" in str(may_publish(lars, fresh(scan)).reason)


# --- Pages ------------------------------------------------------------------------------------------------------


def test_from_home_through_every_question_to_a_published_result(signed_in, company, lars):
    adviser, listed = signed_in(lars), page("organisation_scans", company)
    assert listed in said(adviser.get("/"))
    here = adviser.post(listed, {"once": uuid.uuid4()})["Location"]
    scan = Ask.objects.get()
    walked, seen = page("item", scan, "mission"), 0
    while "/items/" in walked:
        assert adviser.get(walked).status_code == 200
        walked = adviser.post(walked, {"text": "Leerlunch", "choice": "1" if seen % 2 == 0 else "", "version": 0})[
            "Location"
        ]
        seen += 1

    assert (walked, seen) == (here, 12)
    assert "Verder invullen" not in said(adviser.get(here))
    adviser.post(page("publish", scan), {"once": uuid.uuid4()})
    assert "Gepubliceerd" in said(adviser.get(listed))
    assert "De scan van" in said(adviser.get("/"))
    assert "Scan van dit jaar beginnen" not in said(adviser.get(listed))


def test_the_next_step_becomes_an_action_point(signed_in, scan, lars):
    note(scan, lars, key="culture_next", text="Leerlunch", choice="")
    adviser, here = signed_in(lars), scan.get_absolute_url()
    assert "Maak er een actiepunt van" in said(adviser.get(here))
    adviser.post(f"{here}become/org_conditions.culture_next/action_point/", {"at_once": "1"})

    point = ActionPoint.objects.get()
    assert (point.subject, point.text) == (scan.organisation, "Leerlunch")
    assert "Leerlunch" in said(adviser.get("/"))


def test_the_year_before_stands_beside_it(signed_in, company, scan, lars):
    note(scan, lars)
    Ask.objects.filter(pk=scan.pk).update(cycle="2020")
    again = yearly.begin(ORGANISATION_SCAN, company, by=lars)
    note(again, lars, text="Nu beter")
    adviser = signed_in(lars)

    assert "Vragen mag" in said(adviser.get(page("item", again, "culture")))
    assert "Vragen mag" in said(adviser.get(again.get_absolute_url()))
    assert "Door de jaren" in said(adviser.get(page("organisation_scans", company)))
    old = said(adviser.get(scan.get_absolute_url()))
    assert ("Vragen mag" in old, "Iemand uitnodigen" in old) == (True, False)
    assert adviser.get(page("item", scan, "culture")).status_code == 403


def test_two_at_once_both_keep_their_words(scan, lars):
    note(scan, lars)
    with pytest.raises(Stale) as stale:
        note(scan, lars, text="Iets anders")

    assert stale.value.current.text == "Vragen mag"


def test_inviting_in_the_browser_and_the_form_of_who_is_invited(signed_in, scan, lars, tom):
    signed_in(lars).post(page("invite", scan), {"person": str(tom.public_id), "once": uuid.uuid4()})
    assert "Uitgenodigd" in said(signed_in(lars).get(scan.get_absolute_url()))
    form = said(signed_in(tom).get(page("answer", scan)))

    assert ("Toelichting" in form, "Je naam staat erbij" in form, "Waar zie je dat aan?" in form) == (True, True, True)


# --- Why learn at work? -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_help_page_tells_the_benefits_and_the_two_views(client):
    assert reverse("help_topic", args=["why-learn-at-work"]) in said(client.get("/help/"))
    shown = said(client.get(reverse("help_topic", args=["why-learn-at-work"])))

    for text in (
        "kun je meteen gebruiken.",
        "Erkenning",
        "Kennis overnemen",
        "Samen kennis opbouwen",
    ):
        assert text in shown
    assert shown.count("Naar: ") == 2
