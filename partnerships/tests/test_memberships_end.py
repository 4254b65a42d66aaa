"""Ending a membership: by who may, told to the person, and an organisation keeps a coordinator."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.values import MailRhythm, Refused, today
from learningtracks.models.tracks import Track
from partnerships import events
from partnerships.actions import mails, memberships
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join

pytestmark = pytest.mark.django_db
LAST = "houdt altijd een coördinator"


def place_of(person, role=None):
    found = person.memberships.order_by("-pk")
    return found.filter(role=role).first() if role else found.first()


def test_ending_takes_access_at_once_and_tells_the_person(nora, samira, track, told, company):
    place = place_of(samira)
    memberships.end(place, by=nora)

    assert not Membership.objects.active().filter(person=samira).exists()
    assert not Track.objects.visible_to(samira).exists()
    assert told(samira) == ["membership_ended"]
    event = Event.objects.get(kind="membership_ended")
    assert (event.trail, event.words["place"]) == (company.trail, ["partnership", place.partnership_id])


def test_who_is_gone_may_still_be_told_of_that(nora, samira):
    memberships.end(place_of(samira), by=nora)
    event = Notice.objects.get(person=samira).event

    assert events.may_know(event, samira)
    assert events.notice_text(event) == "Nora Smit heeft je rol praktijkopleider bij Samen leren in de zorg beëindigd"
    assert events.link(event, samira) == place_of(samira).get_absolute_url()


def test_nothing_ends_twice(nora, samira):
    memberships.end(place_of(samira), by=nora)
    with pytest.raises(Refused, match="al afgelopen"):
        memberships.end(place_of(samira), by=nora)


def test_a_lead_takes_a_member_out_of_the_own_team(tom, neighbours, told):
    memberships.end(place_of(neighbours["TM"]), by=tom)
    assert told(neighbours["TM"]) == ["membership_ended"]


def test_a_lead_takes_out_no_lead_and_nobody_of_another_team(tom, neighbours, company, team, wim):
    other_lead = join(wim, Role.TEAM_LEAD, company, team=team)
    for place in (other_lead, place_of(neighbours["TM2"])):
        with pytest.raises(Refused, match="niet beëindigen"):
            memberships.end(place, by=tom)


def test_a_member_leaves_the_team_and_the_lead_hears_it(neighbours, tom, team, told):
    memberships.end(place_of(neighbours["TM"]), by=neighbours["TM"])

    assert told(tom) == ["team_left"]
    event = Event.objects.get(kind="team_left")
    assert (event.trail, events.may_know(event, tom)) == (team.trail, True)


def test_a_lead_who_leaves_tells_the_coordinators(tom, nora, told):
    memberships.end(place_of(tom), by=tom)
    assert told(nora) == ["team_left"]


@pytest.mark.parametrize("who", ["samira", "olga", "otto", "sam"])
def test_others_end_nothing(request, who, wim):
    with pytest.raises(Refused, match="niet beëindigen"):
        memberships.end(place_of(wim), by=request.getfixturevalue(who))


def test_nobody_but_a_coordinator_or_in_a_team_ends_their_own(samira):
    with pytest.raises(Refused, match="niet beëindigen"):
        memberships.end(place_of(samira), by=samira)


def test_the_last_coordinator_stays(nora):
    with pytest.raises(Refused, match=LAST):
        memberships.end(place_of(nora), by=nora)
    assert Membership.objects.active().filter(person=nora).exists()


def test_one_of_two_may_go(nora, second, told):
    memberships.end(place_of(nora), by=second)
    assert told(nora) == ["membership_ended"]


def test_one_whose_end_is_known_does_not_count(nora, second):
    second.memberships.update(ends_on=today())
    with pytest.raises(Refused, match=LAST):
        memberships.end(place_of(nora), by=nora)


# --- The page -------------------------------------------------------------------------------------------


def end_page(place):
    return reverse("partnerships:membership_end", args=[place.public_id])


def test_the_page_says_beforehand_what_ends(signed_in, nora, samira, track, experience):
    page = signed_in(nora).get(end_page(place_of(samira))).content.decode()

    assert "De toegang als praktijkopleider bij Samen leren in de zorg stopt meteen." in page
    assert "Samira Haddad begeleidt dan niet meer: Sam de Vries." in page
    assert "Samira Haddad krijgt bericht." in page
    for secret in (experience.situation, experience.analysis, experience.reflection):
        assert secret not in page


def test_the_page_of_a_learner_says_the_track_stays(signed_in, olga, sam, track):
    page = signed_in(olga).get(end_page(place_of(sam))).content.decode()
    assert "Het traject Verzorgende, eerste jaar blijft staan." in page


def test_the_page_names_roles_that_stay(signed_in, nora, wim, company, team):
    join(wim, Role.TEAM_MEMBER, company, team=team)
    page = signed_in(nora).get(end_page(place_of(wim))).content.decode()

    assert "De rol Werkbegeleider blijft." in page
    assert "De waardechecks van dit team gaan door zonder Wim Bakker." in page


def test_who_leaves_a_team_reads_it_about_themselves(signed_in, neighbours):
    person = neighbours["TM"]
    page = signed_in(person).get(end_page(place_of(person))).content.decode()

    assert "De waardechecks van dit team gaan door zonder jou." in page
    assert "Je account blijft, en ook wat je hebt geschreven." in page


def test_ending_asks_who_you_are_when_that_was_long_ago(signed_in, nora, samira):
    response = signed_in(nora).post(end_page(place_of(samira)))

    assert response["Location"].startswith("/settings/confirm/")
    assert Membership.objects.active().filter(person=samira).exists()


def test_ending_goes_back_to_the_people(freshly, nora, samira, company):
    response = freshly(nora).post(end_page(place_of(samira)))

    assert response["Location"] == reverse("partnerships:people", args=[company.public_id])
    assert not Membership.objects.active().filter(person=samira).exists()


def test_a_lead_goes_back_to_the_team(freshly, tom, neighbours, team):
    response = freshly(tom).post(end_page(place_of(neighbours["TM"])))
    assert response["Location"] == team.get_absolute_url()


def test_who_leaves_goes_to_their_teams(freshly, neighbours):
    member = neighbours["TM"]
    page = freshly(member).get(end_page(place_of(member))).content.decode()

    assert "Stoppen bij Team Beuk?" in page
    assert freshly(member).post(end_page(place_of(member)))["Location"] == reverse("partnerships:teams")


def test_the_page_of_what_may_not_end_is_refused(signed_in, nora, samira):
    assert signed_in(samira).get(end_page(place_of(samira))).status_code == 403
    assert signed_in(nora).get(end_page(place_of(nora))).status_code == 403


@pytest.mark.parametrize("who", ["samira", "olga", "otto"])
def test_a_foreign_membership_does_not_exist(signed_in, request, who, wim):
    client = signed_in(request.getfixturevalue(who))
    for name in ("membership", "membership_end", "membership_role", "membership_more", "membership_until"):
        address = reverse(f"partnerships:{name}", args=[place_of(wim).public_id])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_an_account_that_is_off_counts_as_gone(nora, second):
    second.is_active = False
    second.save(update_fields=["is_active"])
    with pytest.raises(Refused, match=LAST):
        memberships.end(place_of(nora), by=nora)


def test_the_page_of_somebody_gone_shows_until_when(signed_in, nora, neighbours):
    place = place_of(neighbours["EX"])
    page = signed_in(nora).get(place.get_absolute_url()).content.decode()

    assert ("Gestopt" in page, "Andere rol" in page) == (True, False)
    assert place.ended_at <= timezone.now()


def test_the_person_concerned_is_mailed(nora, samira, mailoutbox):
    """access.md R26."""
    User.objects.filter(pk=samira.pk).update(mail_rhythm=MailRhythm.DIRECT)
    memberships.end(place_of(samira), by=nora)
    mails.gather(timezone.now())
    mails.send_due(timezone.now())

    assert [letter.to for letter in mailoutbox] == [[samira.email]]
    assert "Nora Smit heeft je rol praktijkopleider bij" in mailoutbox[0].body
