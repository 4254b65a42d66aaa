"""A sentence of the harvest: proposed, agreed to, read by others, taken back (access.md rows 24-25, R18, R38)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.values import Refused, Stale, today
from conftest import join, make_person
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import harvest, stories
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import Seat
from reflections.tests.held import A, hold, tell
from reflections.values import HarvestAudience

pytestmark = pytest.mark.django_db
TEAM, ORGANISATION = HarvestAudience.TEAM, HarvestAudience.ORGANISATION


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=20), [tom, sam])


@pytest.fixture
def story(check, sam):
    return tell(check, sam, A.APPLIED)


@pytest.fixture
def note(story):
    return story.notes.get()


@pytest.fixture
def item(note, tom):
    return harvest.propose(note, audience=TEAM, by=tom)


@pytest.fixture
def tara(company):
    """Works in another team of the organisation."""
    other = Team.objects.create(organisation=company, name="Team Eik")
    person = make_person("Tara Blok")
    join(person, Role.TEAM_MEMBER, company, team=other)
    return person


def read_by(*people):
    return [person.name for person in people if HarvestItem.objects.published_to(person).exists()]


def test_the_teller_is_asked_and_nobody_reads_it_yet(item, note, tom, sam, tina):
    assert (item.text, item.audience, item.published_at) == (note.text, TEAM, None)
    assert [notice.person for notice in Notice.objects.all()] == [sam]
    assert HarvestItem.objects.asked_of(sam).get() == item
    assert read_by(tom, sam, tina) == []


def test_before_the_yes_only_those_present_see_the_proposal(item, tom, sam, tina):
    seeing = [person for person in (tom, sam, tina) if HarvestItem.objects.proposed_to(person).exists()]
    assert seeing == [tom, sam]


def test_proposing_twice_is_proposing_once(item, note, tom):
    assert harvest.propose(note, audience=TEAM, by=tom) == item
    assert (HarvestItem.objects.count(), Event.objects.filter(kind="harvest_proposed").count()) == (1, 1)


def test_only_the_lead_proposes(note, sam):
    with pytest.raises(Refused, match="Alleen de teamleider"):
        harvest.propose(note, audience=TEAM, by=sam)


def test_a_lead_who_was_not_there_cannot(note, tom):
    Seat.objects.filter(person=tom).delete()

    with pytest.raises(Refused, match="kun je niet lezen"):
        harvest.propose(note, audience=TEAM, by=tom)


def test_what_the_teller_did_not_confirm_is_no_harvest(check, tom):
    waiting = tell(check, tom, A.APPLIED, confirmed=False).notes.get()

    with pytest.raises(Refused, match="heeft deze notitie nog niet bevestigd"):
        harvest.propose(waiting, audience=TEAM, by=tom)


def test_a_yes_publishes_exactly_that_text_to_the_team(item, tom, sam, tina, tara, nora):
    harvest.agree(item, text=" We bellen eerst. ", with_name=False, version=1, by=sam)

    item.refresh_from_db()
    assert (item.text, item.name, item.version) == ("We bellen eerst.", "", 2)
    assert read_by(tom, sam, tina, tara, nora) == [tom.name, sam.name, tina.name]


def test_for_the_organisation_everybody_there_reads_it(note, tom, sam, tina, tara, nora, karima):
    item = harvest.propose(note, audience=ORGANISATION, by=tom)
    harvest.agree(item, text=item.text, with_name=True, version=1, by=sam)

    item.refresh_from_db()
    assert item.name == sam.name
    assert read_by(tom, sam, tina, tara, nora, karima) == [person.name for person in (tom, sam, tina, tara, nora)]


def test_each_audience_wants_its_own_yes(item, note, tom, sam, tara):
    harvest.agree(item, text="We bellen eerst.", with_name=False, version=1, by=sam)
    harvest.propose(note, audience=ORGANISATION, by=tom)

    assert read_by(tara) == []
    assert HarvestItem.objects.asked_of(sam).get().audience == ORGANISATION


def test_a_yes_to_another_text_than_the_present_one_is_no_yes(item, sam):
    with pytest.raises(Stale):
        harvest.agree(item, text="x", with_name=False, version=2, by=sam)

    assert HarvestItem.objects.get().published_at is None


def test_a_no_removes_the_proposal(item, sam):
    harvest.decline(item, by=sam)

    assert (HarvestItem.objects.count(), Event.objects.filter(kind="harvest_declined").count()) == (0, 1)


def test_nobody_answers_for_the_teller(item, tom):
    for action in (
        lambda: harvest.agree(item, text="x", with_name=True, version=1, by=tom),
        lambda: harvest.decline(item, by=tom),
        lambda: harvest.withdraw(item, by=tom),
    ):
        with pytest.raises(Refused, match="de verteller kan dit beslissen"):
            action()


def test_answering_twice_is_refused(item, sam):
    harvest.agree(item, text="Ja", with_name=False, version=1, by=sam)

    with pytest.raises(Refused, match="Je hebt al antwoord gegeven"):
        harvest.agree(item, text="Nee", with_name=False, version=2, by=sam)


def test_taken_back_it_is_hidden_and_empty_at_once(item, sam, tina):
    harvest.agree(item, text="Ja", with_name=False, version=1, by=sam)

    harvest.withdraw(item, by=sam)

    item.refresh_from_db()
    assert (item.text, read_by(sam, tina)) == ("", [])
    with pytest.raises(Refused, match="nergens meer"):
        harvest.withdraw(item, by=sam)


def test_a_withdrawn_story_takes_its_harvest_along(story, item, note, tom, sam, tina):
    harvest.agree(item, text="Ja", with_name=False, version=1, by=sam)
    harvest.propose(note, audience=ORGANISATION, by=tom)

    stories.withdraw(story, by=sam)

    assert [(left.audience, left.text) for left in HarvestItem.objects.all()] == [(TEAM, "")]
    assert read_by(tina) == []


def test_what_a_guest_told_is_no_harvest_for_nobody_could_ask_them(tom, team):
    guests = hold(team, today() - dt.timedelta(days=3), [tom], guests=("Gerda",))
    note = tell(guests, "Gerda", A.APPLIED).notes.get()

    with pytest.raises(Refused, match="van een gast"):
        harvest.propose(note, audience=TEAM, by=tom)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_the_rules(item, note):
    for change, rule in (
        ({"audience": "everybody"}, "harvest_audience_known"),
        ({"text": ""}, "harvest_has_text_or_is_withdrawn"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            HarvestItem.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        HarvestItem.objects.create(story=note.story, note=note, text="x", audience=TEAM)
