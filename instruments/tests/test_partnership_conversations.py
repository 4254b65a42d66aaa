"""Partnership conversations: begin, write first, open together, agree, forget (domain.md §2.5, access.md row 23c). Who
learns writes along, without a name (F5)."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.values import Refused, Stale, today
from instruments.actions import sheets, sides
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.policy.readings import sheets_for
from instruments.policy.sides import may_open_now, sides_not_heard
from instruments.values.asks import Given
from partnerships.events import notice_text, still_asked
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import OrganisationKind, Party, Role
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_sides import begin_talk, hand_in_side, write_side
from werkplek.tests.queue import queue_of

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=14)
SAID = {"p1": "Wij plannen samen. ", "p2": "", "p3": "Met een vraag", "p4": ""}


@pytest.fixture
def talk(partnership, karima, nora, samira, sam, otto):
    """Karima of the school asked everybody to write."""
    return begin_talk(partnership, by=karima, until_on=SOON)


@pytest.fixture
def third(partnership):
    """A third partner, with its coordinator."""
    made = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
    PartnershipParty.objects.create(partnership=partnership, organisation=made, agreed_at=timezone.now())
    join(make_person("Ton Noord"), Role.COORDINATOR, made, partnership=partnership)
    return made


def write(talk, side, by, *, ready=True, version=0, answers=SAID):
    sheet = write_side(talk, side, by, answers, version=version)
    if ready:
        hand_in_side(talk, side, by)
    talk.refresh_from_db()
    return sheet


def both_ready(talk, school, company, karima, nora):
    write(talk, school, karima)
    write(talk, company, nora)


def past(talk):
    Ask.objects.update(until_on=today() - dt.timedelta(days=1))
    talk.refresh_from_db()
    return talk


def reads(person, talk):
    """What this person reads, by organisation ("" is who learns, or the group)."""
    found = {}
    for sheet in sheets_for(person, Ask.objects.with_heads().get(pk=talk.pk)):
        found[str(sheet.organisation or "")] = [answer.text for answer in sheet.answers.all()]
    return found


def agree(talk, text, by, version=0):
    item = talk.sources()[0].tree[3]
    return sheets.note(talk, item=item, given=Given(text=text), version=version, by=by)


def is_told(person, kind):
    return Notice.objects.filter(person=person, event__kind=kind).exists()


# --- Begin --------------------------------------------------------------------------------------------------------


def test_who_guides_coordinates_or_learns_is_asked(talk, nora, samira, sam, otto):
    told = Notice.objects.filter(event__kind="partnership_conversation_begun")

    assert {notice.person for notice in told} == {nora, samira, sam}
    asked = "ROC Waterland vraagt jullie om iets te schrijven voor het partnerschapsgesprek van Samen leren in de zorg"
    assert notice_text(told.first().event) == asked


def test_one_at_a_time(talk, partnership, nora):
    with pytest.raises(Refused, match="loopt al"):
        begin_talk(partnership, by=nora, until_on=SOON)


def test_nobody_talks_alone(partnership, school, nora):
    PartnershipParty.objects.filter(organisation=school).update(left_on=today())

    with pytest.raises(Refused, match="twee of meer"):
        begin_talk(partnership, by=nora, until_on=SOON)


@pytest.mark.parametrize("days", [-1, 93])
def test_the_last_day_lies_within_three_months(partnership, school, company, nora, days):
    with pytest.raises(Refused, match="Kies een dag"):
        begin_talk(partnership, by=nora, until_on=today() + dt.timedelta(days=days))


def test_a_learner_and_a_stranger_begin_nothing(partnership, sam, otto):
    for person in (sam, otto):
        with pytest.raises(Refused, match="begeleider of coördinator"):
            begin_talk(partnership, by=person, until_on=SOON)


# --- Write --------------------------------------------------------------------------------------------------------


def test_colleagues_write_on_and_the_other_side_reads_nothing(talk, school, karima, nora, samira, sam):
    write(talk, school, karima, ready=False)
    write(talk, school, karima, ready=False, version=1, answers=SAID | {"p2": "Van elkaar"})
    hand_in_side(talk, school, karima)

    own = {"ROC Waterland": ["Wij plannen samen.", "Van elkaar", "Met een vraag"]}
    assert [reads(person, talk) for person in (sam, nora, samira)] == [own, {}, {}]
    written = Event.objects.filter(kind="partnership_conversation_written")
    assert set(written.values_list("trail", flat=True)) == {f"person:{karima.public_id}"}


def test_two_windows(talk, school, karima):
    write(talk, school, karima, ready=False)

    with pytest.raises(Stale):
        write(talk, school, karima, answers={"p1": "Later"})
    assert Answer.objects.first().text == "Wij plannen samen."


def test_an_empty_sheet_is_not_ready(talk, school, karima, sam):
    for side, by in ((school, karima), (None, sam)):
        with pytest.raises(Refused, match="minstens één"):
            write(talk, side, by, answers=dict.fromkeys(SAID, " "))
    assert not Sheet.objects.filter(handed_in_at__isnull=False).exists()


def test_nobody_writes_for_another_side(talk, school, company, karima, sam, otto):
    for person, side in ((karima, company), (sam, school), (otto, school)):
        with pytest.raises(Refused, match="van deze organisatie"):
            write(talk, side, person)
    for person in (karima, otto):
        with pytest.raises(Refused, match="student of medewerker die leert"):
            write(talk, None, person)


def test_who_wrote_is_not_asked_again(talk, school, company, karima, nora):
    begun = Event.objects.get(kind="partnership_conversation_begun")
    assert still_asked({nora: [begun]}) == {(nora.pk, begun.pk): True}
    write(talk, company, nora)

    assert (still_asked({nora: [begun]}), Notice.objects.unseen_by(nora).count()) == ({}, 0)


def test_it_waits_for_who_speaks_for_a_partner_that_is_not_ready_and_for_who_learns(
    talk, third, partnership, school, company, karima, nora, samira, sam, otto
):
    join(samira, Role.PRACTICE_EDUCATOR, third, partnership=partnership)

    def waits(*people):
        return [[(entry.what, entry.who) for entry in queue_of(person)] for person in people]

    asked, name = "Schrijf voor het partnerschapsgesprek", "Samen leren in de zorg"
    assert waits(karima, nora, sam, otto) == [
        [(asked, f"ROC Waterland, {name}")],
        [(asked, f"Zorggroep De Linde, {name}")],
        [(asked, name)],
        [],
    ]
    assert waits(samira) == [[(asked, f"Thuiszorg Noord, Zorggroep De Linde, {name}")]]

    write(talk, company, nora)
    write(talk, None, sam)
    write(talk, school, karima, ready=False)
    assert [len(one) for one in waits(karima, nora, samira, sam)] == [1, 0, 1, 0]
    write(talk, company, nora, ready=False, version=1)
    assert len(waits(nora)[0]) == 1  # who writes on is not ready
    PartnershipParty.objects.filter(organisation=third).update(left_on=today())
    write(talk, company, nora, version=2)
    assert [len(one) for one in waits(karima, nora)] == [1, 0]
    hand_in_side(talk, school, karima)
    assert waits(karima, samira) == [[], []]


def test_who_learns_at_an_employer_reads_the_own_words_and_what_is_open(
    talk, partnership, school, company, karima, nora, samira, tom
):
    join(tom, Role.LEARNER, company, partnership=partnership)
    theirs, own = write(talk, company, nora, ready=False), write(talk, None, tom)

    assert (sheets_for(tom, talk), sheets_for(samira, talk)) == ([own], [theirs])
    write(talk, school, karima)
    write(talk, company, nora, version=1)
    assert {theirs, own} < set(sheets_for(tom, talk))


# --- Open ---------------------------------------------------------------------------------------------------------


def test_the_last_one_opens_everything_for_everybody(talk, school, company, karima, nora, sam):
    both_ready(talk, school, company, karima, nora)

    assert talk.opened_at == talk.closed_at is not None
    assert sorted(reads(sam, talk)) == ["ROC Waterland", "Zorggroep De Linde"]
    opened = Event.objects.get(kind="partnership_conversation_opened")
    assert (opened.by, opened.words) == (None, {"partnership": ["partnership", talk.partnership_id]})
    assert is_told(sam, "partnership_conversation_opened")


def test_who_learns_opens_with_the_others_and_holds_nothing_up(talk, school, company, karima, nora, sam):
    learner = make_person("Noor Bos")
    join(learner, Role.LEARNER, school, partnership=talk.partnership)
    write(talk, None, sam, answers={"p3": "Niemand vraagt ernaar"})
    write(talk, None, learner, ready=False, answers={"p3": "Nog bezig"})
    assert [reads(person, talk) for person in (karima, nora, learner)] == [{}, {}, {"": ["Nog bezig"]}]

    both_ready(talk, school, company, karima, nora)

    assert talk.opened_at
    assert (reads(nora, talk)[""], reads(learner, talk)[""]) == (["Niemand vraagt ernaar"], ["Niemand vraagt ernaar"])
    assert Sheet.objects.get(person=sam).party == Party.LEARNER


def test_of_who_left_nothing_opens(talk, school, company, third, karima, nora, sam):
    write(talk, third, third.memberships.get().person)
    write(talk, None, sam)
    PartnershipParty.objects.filter(organisation=third).update(left_on=today())
    sam.memberships.update(ended_at=timezone.now())
    both_ready(talk, school, company, karima, nora)

    assert sorted(reads(nora, talk)) == ["ROC Waterland", "Zorggroep De Linde"]


def test_saving_for_later_takes_ready_back(talk, school, company, karima, nora):
    write(talk, school, karima)
    write(talk, school, karima, ready=False, version=1)
    write(talk, company, nora)

    assert not talk.opened_at


def test_after_opening_nobody_writes(talk, school, company, karima, nora, sam):
    both_ready(talk, school, company, karima, nora)

    for side, by in ((school, karima), (None, sam)):
        with pytest.raises(Refused, match="al geopend"):
            write(talk, side, by, version=1)


def test_after_the_last_day_a_coordinator_need_not_wait(talk, school, company, third, karima, nora):
    write(talk, company, nora)
    write(talk, school, karima, ready=False)
    with pytest.raises(Refused, match="laatste dag"):
        sides.open_now(talk, by=nora)
    sides.open_now(past(talk), by=nora)

    talk.refresh_from_db()
    assert (sorted(reads(nora, talk)), sorted(reads(karima, talk))) == (
        ["Zorggroep De Linde"],
        ["ROC Waterland", "Zorggroep De Linde"],
    )
    assert {str(side) for side in sides_not_heard(talk)} == {"ROC Waterland", "Thuiszorg Noord"}
    with pytest.raises(Refused, match="al geopend"):
        sides.open_now(talk, by=nora)


def test_the_answer_to_opening_tells_nothing_of_another_side(talk, school, company, karima, nora):
    before = str(may_open_now(nora, past(talk)).reason)
    write(talk, school, karima)

    assert str(may_open_now(nora, talk).reason) == before == "Dit kan zodra jouw organisatie klaar is."
    with pytest.raises(Refused, match="coördinator"):
        sides.open_now(talk, by=karima)


# --- Agree, keep and forget ---------------------------------------------------------------------------------------


def test_what_was_agreed_is_written_together(talk, school, company, karima, nora, samira, sam):
    with pytest.raises(Refused, match="als alles open is"):
        agree(talk, "Elk kwartaal", nora)
    both_ready(talk, school, company, karima, nora)
    agree(talk, " Elk kwartaal ", nora)

    assert reads(sam, talk)[""] == ["Elk kwartaal"]
    with pytest.raises(Stale):
        agree(talk, "Nooit", karima)
    with pytest.raises(Refused, match="begeleider of coördinator"):
        agree(talk, "Nooit", sam, version=1)
    event = Event.objects.get(kind="partnership_conversation_agreed")
    assert "Nora" not in str(event.words)


def test_erasing_who_wrote_leaves_the_words_of_the_organisation_and_not_of_who_learns(talk, school, karima, sam):
    write(talk, school, karima)
    write(talk, None, sam)
    for person in (karima, sam):
        erasure.erase(person)

    sheet = Sheet.objects.get()
    assert (sheet.answers.first().text, str(sheet.edited_by)) == ("Wij plannen samen.", "Voormalig deelnemer")
