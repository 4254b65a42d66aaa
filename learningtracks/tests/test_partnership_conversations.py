"""Partnership conversations: begin, write first, open together, agree, forget (domain.md §2.5, access.md row 23c)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import partnership_conversations as actions
from learningtracks.actions import retention
from learningtracks.editions import edition, newest
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from learningtracks.policy.partnership_conversations import (
    last_time_for,
    may_open_now,
    sheets_for,
    sides_not_heard,
    tracks_for_pieces,
)
from learningtracks.privacy.partnership_conversations import TABLES
from partnerships.events import notice_text, still_asked
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import OrganisationKind, Role
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=14)
SAID = {"p1": "Wij plannen samen. ", "p2": "", "p3": "Met een vraag", "p4": ""}


@pytest.fixture
def talk(partnership, karima, nora, samira, sam, otto):
    """Karima of the school asked everybody to write."""
    return actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=karima)


@pytest.fixture
def third(partnership):
    """A third partner, with its coordinator."""
    made = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
    PartnershipParty.objects.create(partnership=partnership, organisation=made, agreed_at=timezone.now())
    join(make_person("Ton Noord"), Role.COORDINATOR, made, partnership=partnership)
    return made


def write(talk, side, by, *, ready=True, version=0, answers=SAID):
    return actions.write(talk, side=side, answers=answers, ready=ready, version=version, by=by)


def both_ready(talk, school, company, karima, nora):
    write(talk, school, karima)
    write(talk, company, nora)
    talk.refresh_from_db()
    return talk


def past(talk):
    PartnershipConversation.objects.update(until_on=today() - dt.timedelta(days=1))
    talk.refresh_from_db()
    return talk


# --- Begin --------------------------------------------------------------------------------------------------------


def test_who_guides_or_coordinates_is_asked_and_learners_are_not(talk, nora, samira):
    told = Notice.objects.filter(event__kind="partnership_conversation_begun")

    assert {notice.person for notice in told} == {nora, samira}
    asked = "ROC Waterland vraagt jullie te schrijven voor het gesprek van Samen leren in de zorg"
    assert notice_text(told.first().event) == asked


def test_one_at_a_time(talk, partnership, nora):
    with pytest.raises(Refused, match="loopt al"):
        actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=nora)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipConversation.objects.create(partnership=partnership, until_on=SOON, content="praatplaat@1")


def test_nobody_talks_alone(partnership, school, nora):
    PartnershipParty.objects.filter(organisation=school).update(left_on=today())

    with pytest.raises(Refused, match="twee of meer"):
        actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=nora)


@pytest.mark.parametrize("days", [-1, 93])
def test_the_last_day_lies_within_three_months(partnership, school, company, nora, days):
    with pytest.raises(Refused, match="Kies een dag"):
        actions.begin(partnership, until_on=today() + dt.timedelta(days=days), content="praatplaat@1", by=nora)


def test_a_learner_and_a_stranger_begin_nothing(partnership, sam, otto):
    for person in (sam, otto):
        with pytest.raises(Refused, match="begeleider of coördinator"):
            actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=person)


# --- Write --------------------------------------------------------------------------------------------------------


def test_colleagues_write_on_and_the_other_side_reads_nothing(talk, school, company, karima, nora, samira, sam):
    write(talk, school, karima, ready=False)
    sheet = write(talk, school, karima, version=1, answers=SAID | {"p2": "Van elkaar"})

    assert (sheet.said, sheet.version) == (["Wij plannen samen.", "Van elkaar", "Met een vraag", ""], 2)
    read = {person.name: list(sheets_for(person, talk)) for person in (sam, nora, samira)}
    assert read == {"Sam de Vries": [sheet], "Nora Smit": [], "Samira Haddad": []}
    assert set(Event.objects.filter(kind="partnership_conversation_written").values_list("trail", flat=True)) == {
        f"person:{karima.public_id}"
    }


def test_two_windows(talk, school, karima):
    write(talk, school, karima, ready=False)

    with pytest.raises(Stale):
        write(talk, school, karima, answers={"p1": "Later"})
    assert PartnershipSheet.objects.get().p1 == "Wij plannen samen."


def test_an_empty_sheet_is_not_ready(talk, school, karima):
    with pytest.raises(Refused, match="minstens één"):
        write(talk, school, karima, answers=dict.fromkeys(SAID, " "))
    assert not PartnershipSheet.objects.exists()


def test_nobody_writes_for_another_side_and_a_learner_for_none(talk, school, company, karima, sam, otto):
    for person, side in ((karima, company), (sam, school), (otto, school)):
        with pytest.raises(Refused, match="van deze organisatie"):
            write(talk, side, person)


def test_one_sheet_for_each_organisation(talk, school, karima):
    sheet = write(talk, school, karima, ready=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipSheet.objects.create(conversation=talk, organisation=school)
    assert (str(sheet), str(talk)) == ("ROC Waterland", "Samen leren in de zorg")


def test_who_wrote_is_not_asked_again(talk, school, company, karima, nora):
    begun = Event.objects.get(kind="partnership_conversation_begun")
    assert still_asked({nora: [begun]}) == {(nora.pk, begun.pk): True}
    write(talk, company, nora)

    assert (still_asked({nora: [begun]}), Notice.objects.unseen_by(nora).count()) == ({}, 0)
    write(talk, school, karima)
    assert still_asked({karima: [begun]}) == {}


# --- Open ---------------------------------------------------------------------------------------------------------


def test_the_last_one_opens_everything_for_everybody(talk, school, company, karima, nora, sam):
    write(talk, company, nora)
    assert PartnershipConversation.objects.unopened().get() == talk
    both = write(talk, school, karima)

    talk.refresh_from_db()
    assert both.conversation.opened_at == talk.opened_at != None  # noqa: E711 - it is open, and the sheet knows
    assert [str(sheet) for sheet in sheets_for(sam, talk)] == ["ROC Waterland", "Zorggroep De Linde"]
    opened = Event.objects.get(kind="partnership_conversation_opened")
    assert (opened.by, opened.words) == (None, {"partnership": ["partnership", talk.partnership_id]})


def test_saving_for_later_takes_ready_back(talk, school, company, karima, nora):
    write(talk, school, karima)
    write(talk, school, karima, ready=False, version=1)
    write(talk, company, nora)

    assert PartnershipConversation.objects.unopened().exists()


def test_after_opening_nobody_writes(talk, school, company, karima, nora):
    both_ready(talk, school, company, karima, nora)

    with pytest.raises(Refused, match="al geopend"):
        write(talk, school, karima, version=1)


def test_after_the_last_day_a_coordinator_need_not_wait(talk, school, company, third, karima, nora):
    write(talk, company, nora)
    write(talk, school, karima, ready=False)
    with pytest.raises(Refused, match="laatste dag"):
        actions.open_now(talk, by=nora)
    actions.open_now(past(talk), by=nora)

    talk.refresh_from_db()
    assert [str(sheet) for sheet in sheets_for(nora, talk)] == ["Zorggroep De Linde"]
    assert [sheet.ready_at for sheet in sheets_for(karima, talk).filter(organisation=school)] == [None]
    assert {str(side) for side in sides_not_heard(talk)} == {"ROC Waterland", "Thuiszorg Noord"}
    with pytest.raises(Refused, match="al geopend"):
        actions.open_now(talk, by=nora)


def test_the_answer_to_opening_tells_nothing_of_another_side(talk, school, company, karima, nora):
    before = str(may_open_now(nora, past(talk)).reason)
    write(talk, school, karima)

    assert str(may_open_now(nora, talk).reason) == before == "Dit kan zodra jouw organisatie klaar is."
    with pytest.raises(Refused, match="coördinator"):
        actions.open_now(talk, by=karima)


def test_of_an_organisation_that_left_nothing_opens(talk, school, company, third, karima, nora):
    write(talk, third, third.memberships.get().person)
    PartnershipParty.objects.filter(organisation=third).update(left_on=today())
    both_ready(talk, school, company, karima, nora)

    assert [str(sheet) for sheet in sheets_for(nora, talk)] == ["ROC Waterland", "Zorggroep De Linde"]
    assert not sheets_for(third.memberships.get().person, talk).exists()


# --- Agree --------------------------------------------------------------------------------------------------------


def test_what_was_agreed_is_written_together(talk, school, company, karima, nora, samira, sam):
    with pytest.raises(Refused, match="als alles open is"):
        actions.agree(talk, text="Elk kwartaal", version=0, by=nora)
    both_ready(talk, school, company, karima, nora)
    actions.agree(talk, text=" Elk kwartaal ", version=0, by=nora)

    told = Notice.objects.filter(event__kind="partnership_conversation_agreed")
    assert {notice.person for notice in told} == {karima, samira}
    assert PartnershipConversation.objects.get().agreed == "Elk kwartaal"
    with pytest.raises(Stale):
        actions.agree(talk, text="Nooit", version=0, by=karima)
    with pytest.raises(Refused, match="begeleider of coördinator"):
        actions.agree(talk, text="Nooit", version=1, by=sam)


def test_nothing_is_agreed_before_it_is_open(talk):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipConversation.objects.update(agreed="Te vroeg")


# --- Last time ----------------------------------------------------------------------------------------------------


def test_the_next_time_knows_what_was_open_the_last_time(talk, partnership, school, company, karima, nora, otto):
    both_ready(talk, school, company, karima, nora)
    PartnershipConversation.objects.update(started_at=timezone.now() - dt.timedelta(days=365))
    talk.refresh_from_db()
    again = actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=nora)

    assert {str(sheet) for sheet in last_time_for(karima, again)} == {"ROC Waterland", "Zorggroep De Linde"}
    assert not last_time_for(karima, talk).exists()
    assert not last_time_for(otto, again).exists()


def test_pieces_go_in_running_tracks_of_the_partnership(partnership, track, sam, karima, wim):
    found = {person.name: list(tracks_for_pieces(person, partnership)) for person in (sam, karima, wim)}

    assert found == {"Sam de Vries": [track], "Karima Yilmaz": [track], "Wim Bakker": []}


def test_an_older_edition_keeps_its_questions():
    assert edition("praatplaat@1").entries[0].slug == "praatplaat.p1"
    assert edition(str(newest("praatplaat"))) == newest("praatplaat")


# --- Keep and forget ----------------------------------------------------------------------------------------------


def test_after_two_years_everything_is_forgotten(talk, school, company, karima, nora):
    both_ready(talk, school, company, karima, nora)
    assert retention.partnership_conversations(timezone.now()) == 0
    PartnershipConversation.objects.update(started_at=timezone.now() - dt.timedelta(days=731))

    assert retention.partnership_conversations(timezone.now()) == 1
    assert (PartnershipSheet.objects.count(), Event.objects.filter(trail=talk.trail).count()) == (0, 0)


def test_erasing_who_wrote_leaves_the_words_of_the_organisation(talk, school, karima):
    write(talk, school, karima)
    erasure.erase(karima)

    sheet = PartnershipSheet.objects.get()
    assert (sheet.p1, str(sheet.edited_by)) == ("Wij plannen samen.", "Voormalig deelnemer")


def test_the_download_holds_what_somebody_wrote(talk, school, company, karima, nora):
    talks, sheets = (table.own for table in TABLES)
    both_ready(talk, school, company, karima, nora)
    actions.agree(talk, text="Elk kwartaal", version=0, by=nora)

    assert [str(sheet) for sheet in sheets(nora)] == ["Zorggroep De Linde"]
    assert list(talks(nora)) == list(talks(karima)) == [talk]
    karima.memberships.update(ended_at=timezone.now())  # what was agreed since she began it, others wrote
    assert (list(talks(karima)), [str(sheet) for sheet in sheets(karima)]) == ([], ["ROC Waterland"])
