"""What the policies refuse although no page offers it: a button of an old tab, a request made by hand."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.values import Refused, today
from instruments.kinds.partnership_conversations import PARTNERSHIP_CONVERSATION
from instruments.models.sheets import Evidence
from instruments.policy import evidence, outcomes
from instruments.policy.asks import offered_for
from instruments.tests.asking import make_ask, write
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import Reading
from partnerships.models.partnerships import PartnershipParty
from werkplek.tests.filling_sides import begin_talk, write_side

pytestmark = pytest.mark.django_db


def test_only_of_a_track_comes_a_talk_of_three(team, tom):
    ask = make_ask(team, Reading.SPREAD, by=tom)
    assert str(outcomes.may_call_together(tom, ask).reason) == "Alleen bij een traject hoort een driehoeksgesprek."


def test_in_a_partnership_nobody_is_asked_for_help(partnership, karima):
    ask = make_ask(partnership, Reading.OPEN_TOGETHER, by=karima, kind=PARTNERSHIP_CONVERSATION.code)
    assert outcomes.places_to_ask_in(karima, ask) == []
    assert not outcomes.may_ask_for_help(karima, ask)


def test_on_a_track_that_is_over_nobody_is_asked_for_help(track, sam, samira):
    ask = make_ask(track.periods.first(), Reading.SIDE_BY_SIDE, by=sam)
    assert outcomes.may_ask_for_help(samira, ask)

    begun = today() - dt.timedelta(days=90)
    Track.objects.update(starts_on=begun, ends_on=begun + dt.timedelta(days=60))
    track.periods.update(starts_on=begun, ends_on=begun + dt.timedelta(days=60))
    ask.refresh_from_db()

    assert str(outcomes.may_ask_for_help(samira, ask).reason) == "Dit traject is voorbij."


def test_nothing_is_written_for_an_organisation_that_left(partnership, company, karima, nora, samira, sam, otto):
    talk = begin_talk(partnership, by=karima, until_on=today() + dt.timedelta(days=14))
    PartnershipParty.objects.filter(organisation=company).update(left_on=today())

    with pytest.raises(Refused, match="Jouw organisatie doet niet meer mee."):
        write_side(talk, company, nora, {"p1": "Toch nog."})


def test_a_conversation_of_partners_asks_its_own_list_alone(partnership, karima):
    assert list(offered_for(PARTNERSHIP_CONVERSATION, partnership)) == []


def test_evidence_is_shown_to_who_may_read_it(track, sam, wim, experience, question):
    ask = make_ask(track.periods.first(), Reading.SIDE_BY_SIDE, by=sam, slug="hill")
    sheet = write(ask, "", person=sam, handed_in_at=timezone.now())
    Evidence.objects.create(sheet=sheet, item=ask.sources()[0].tree[0], experience=experience.public_id)

    assert evidence.shown(wim, track, [sheet]) == {}
    assert [len(things) for things in evidence.shown(sam, track, [sheet]).values()] == [1]
