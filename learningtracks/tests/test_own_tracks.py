"""Beginning a track for oneself (domain.md §2.1, "Everybody learns"; docs/decisions/0165)."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import Refused, today
from conftest import join, make_person
from learningtracks.actions import guides, tracks
from learningtracks.belonging import tracks_of
from learningtracks.models.pieces import Piece
from learningtracks.models.stalled import stalled
from learningtracks.models.tracks import Track
from learningtracks.policy.own_tracks import Spot
from learningtracks.policy.tracks import without_a_track
from learningtracks.tests.conftest import WANTS
from partnerships.actions import memberships, organisations
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role

NEW = "learningtracks:own_track_new"


def told(kind):
    return {notice.person for notice in Notice.objects.filter(event__kind=kind)}


def days(weeks=12):
    return {"starts_on": today().isoformat(), "ends_on": (today() + dt.timedelta(weeks=weeks)).isoformat()}


# --- Beginning ------------------------------------------------------------------------------------------------


def test_who_works_somewhere_begins_and_learns_there(begin, tom, samira):
    made = begin(tom, speaker=samira.memberships.get())

    assert (made.learner, made.learner_kind, [one.person for one in made.people.all()]) == (tom, "employee", [samira])
    assert list(Track.objects.visible_to(tom)) == [made]
    assert set(tom.memberships.values_list("role", flat=True)) == {Role.TEAM_LEAD, Role.LEARNER}
    assert [period.number for period in made.periods.all()] == [1, 2]


def test_what_somebody_wants_is_the_leervraag_and_no_name(begin, tom, samira):
    made = begin(tom, speaker=samira.memberships.get())

    piece = Piece.objects.with_versions().get()
    assert (piece.slot, piece.title, made.title) == ("question", WANTS, "Eigen traject")
    assert told("piece_proposed") == {samira}


def test_how_somebody_wants_to_learn_it_is_the_first_piece(begin, tom, samira):
    begin(tom, how="Een dag meelopen", speaker=samira.memberships.get())

    laid = Piece.objects.with_versions().exclude(slot="question").get()
    assert (laid.slot, laid.title, laid.live_versions[0].author) == ("work", "Een dag meelopen", tom)


def test_the_speaker_and_the_coordinators_are_told(begin, tom, samira, nora, neighbours):
    begin(tom, speaker=samira.memberships.get())

    assert (told("own_track_begun"), told("guide_asked")) == ({nora}, {samira})


def test_a_school_that_takes_part_is_told_and_names_its_own(begin, tom, school, karima, neighbours):
    made = begin(tom, school=school)
    guides.name(made, karima.memberships.get(), by=neighbours["OA2"])

    assert neighbours["OA2"] in told("own_track_begun")
    assert [one.person for one in made.people.all()] == [karima]


def test_who_learns_there_already_gets_no_second_role(begin, company, partnership):
    person = make_person("Mo Amrani")
    join(person, Role.LEARNER, company, partnership=partnership)

    begin(person)

    assert (person.memberships.count(), Event.objects.filter(kind="role_taken").count()) == (1, 0)


def test_the_role_lasts_as_long_as_the_work(begin, tom, company, partnership):
    last = today() + dt.timedelta(days=20)
    tom.memberships.update(ends_on=today() + dt.timedelta(days=9))
    join(tom, Role.DAILY_SUPERVISOR, company, partnership=partnership, ends_on=last)

    begin(tom)

    assert tom.memberships.get(role=Role.LEARNER).ends_on == last


def test_who_works_without_an_end_learns_without_one(begin, tom, company, partnership):
    join(tom, Role.DAILY_SUPERVISOR, company, partnership=partnership, ends_on=today() + dt.timedelta(days=9))

    begin(tom)

    assert tom.memberships.get(role=Role.LEARNER).ends_on is None


def test_who_learns_there_through_a_school_learns_at_the_employer_too(begin, sam, company, partnership):
    join(sam, Role.DAILY_SUPERVISOR, company, partnership=partnership)

    begin(sam)

    assert sam.memberships.filter(role=Role.LEARNER, organisation=company).count() == 1


def test_who_learns_there_later_begins_then(begin, tom, company, partnership):
    join(tom, Role.LEARNER, company, partnership=partnership, starts_on=today() + dt.timedelta(days=9))

    with pytest.raises(Refused, match="nu niet als lerende"):
        begin(tom)


def test_one_own_track_at_a_time(begin, tom):
    begin(tom)

    with pytest.raises(Refused, match="al een eigen traject"):
        begin(tom)


def test_a_track_that_was_set_up_stands_in_no_ones_way(begin, tom, track, company, partnership):
    join(tom, Role.LEARNER, company, partnership=partnership)
    Track.objects.filter(pk=track.pk).update(learner=tom)

    assert begin(tom).self_begun


def test_not_where_the_organisation_switched_it_off(begin, tom, nora, company, workplace, partnership, signed_in):
    facts = {"name": company.name, "city": company.city, "version": company.version}
    organisations.edit(company, by=nora, own_tracks=False, **facts)

    with pytest.raises(Refused, match="niet bij jouw organisatie"):
        begin(tom)
    assert signed_in(tom).get(reverse(NEW)).status_code == 403


def test_not_at_a_school_or_elsewhere(begin, karima, tom, partnership, school):
    elsewhere = Organisation.objects.create(name="Elders", kind=OrganisationKind.WORKPLACE)
    far = Workplace.objects.create(organisation=elsewhere, name="Ver")

    with pytest.raises(Refused, match="niet bij jouw organisatie"):
        begin(karima)
    with pytest.raises(Refused, match="Bij deze werkplek"):
        begin(tom, spot=Spot(partnership, far))


def test_not_in_a_partnership_in_which_somebody_takes_no_part(begin, samira, tom, company, workplace):
    other = Partnership.objects.create(name="Ander partnerschap")
    PartnershipParty.objects.create(partnership=other, organisation=company, agreed_at="2026-01-01T00:00Z")

    with pytest.raises(Refused, match="Bij deze werkplek"):
        begin(samira, spot=Spot(other, workplace))
    assert begin(tom, spot=Spot(other, workplace)).partnership == other  # a team is in every partnership


def test_only_a_school_and_a_colleague_of_there(begin, tom, otto, karima):
    with pytest.raises(Refused, match="opleiding doet niet mee"):
        begin(tom, school=Organisation.objects.create(name="Ver weg", kind=OrganisationKind.SCHOOL))
    for wrong in (otto, karima, tom):
        with pytest.raises(Refused):
            begin(tom, speaker=wrong.memberships.first())
    assert not Track.objects.exists()


def test_days_that_make_sense(begin, tom):
    yesterday = today() - dt.timedelta(days=1)
    with pytest.raises(Refused, match="na de eerste dag"):
        begin(tom, ends_on=yesterday)
    with pytest.raises(Refused, match="laatste dag vanaf vandaag"):
        begin(tom, starts_on=yesterday, ends_on=yesterday)


def test_the_leervraag_of_a_track_that_began_earlier_lies_in_the_puzzle_of_now(begin, tom):
    begin(tom, starts_on=today() - dt.timedelta(weeks=13))

    assert Piece.objects.get().puzzle.period.number == 2


# --- The page -------------------------------------------------------------------------------------------------


def test_one_page_leads_to_the_puzzle(tom, samira, school, workplace, partnership, signed_in):
    client = signed_in(tom)
    page = client.get(reverse(NEW)).content.decode()
    form = {"wants": WANTS, "speaker": samira.memberships.get().public_id, "school": school.public_id} | days()

    answer = client.post(reverse(NEW), form, follow=True)

    made = Track.objects.get()
    assert ("Samira Haddad, Praktijkopleider" in page, "Waar leer je?" in page) == (True, False)
    assert answer.redirect_chain[-1][0] == reverse("learningtracks:puzzle", args=[made.public_id])
    assert (made.school, WANTS in answer.content.decode()) == (school, True)


def test_with_several_workplaces_it_asks_where(tom, workplace, company, partnership, signed_in):
    Workplace.objects.create(organisation=company, name="De Eik")
    client, form = signed_in(tom), {"wants": WANTS} | days()

    page = client.post(reverse(NEW), form).content.decode()
    client.post(reverse(NEW), form | {"spot": f"{partnership.public_id}:{workplace.public_id}"})

    assert "Kies een werkplek." in page
    assert Track.objects.get().workplace == workplace


def test_who_was_chosen_belongs_to_the_place(tom, samira, school, company, workplace, partnership, signed_in):
    other = Partnership.objects.create(name="Ander partnerschap")
    PartnershipParty.objects.create(partnership=other, organisation=company, agreed_at="2026-01-01T00:00Z")
    form = {"wants": WANTS, "speaker": samira.memberships.get().public_id, "school": school.public_id} | days()

    page = signed_in(tom).post(reverse(NEW), form | {"spot": f"{other.public_id}:{workplace.public_id}"})

    words = page.content.decode()
    assert ("Deze collega begeleidt niet" in words, "Deze opleiding doet niet mee" in words) == (True, True)
    assert "De Beuk, Zorggroep De Linde · Ander partnerschap" in words
    assert not Track.objects.exists()


def test_what_is_wrong_stands_at_its_field(tom, workplace, partnership, signed_in):
    page = signed_in(tom).post(reverse(NEW), {"wants": "", "starts_on": today().isoformat(), "ends_on": "2020-01-01"})

    words = page.content.decode()
    assert ("na de eerste dag" in words, "Schrijf op wat je wilt leren." in words) == (True, True)


def test_a_last_day_in_the_past_is_said_at_its_field(tom, workplace, partnership, signed_in):
    first, last = today() - dt.timedelta(weeks=9), today() - dt.timedelta(days=1)
    past = {"starts_on": first.isoformat(), "ends_on": last.isoformat()}
    page = signed_in(tom).post(reverse(NEW), {"wants": WANTS} | past)

    assert (page.status_code, Track.objects.exists()) == (200, False)
    assert "Kies een laatste dag vanaf vandaag." in page.content.decode()


def test_without_a_workplace_it_says_whom_to_ask(tom, nora, partnership, signed_in):
    Workplace.objects.all().delete()
    client = signed_in(tom)
    page, sent = client.get(reverse(NEW)), client.post(reverse(NEW), {"wants": WANTS})

    assert (page.status_code, "Vraag erom bij Nora Smit." in page.content.decode()) == (200, True)
    assert (sent.status_code, WANTS in sent.content.decode()) == (403, True)


def test_the_list_of_tracks_and_home_lead_there(tom, workplace, partnership, karima, company, begin, signed_in):
    learns = make_person("Mo Amrani")
    join(learns, Role.LEARNER, company, partnership=partnership)
    ways = {who: reverse(NEW) in signed_in(who).get("/tracks/").content.decode() for who in (tom, karima)}

    assert ways == {tom: True, karima: False}
    assert reverse(NEW) in signed_in(learns).get("/").content.decode()
    begin(tom)
    assert reverse(NEW) not in signed_in(tom).get("/tracks/").content.decode()


# --- In whose hands it is -------------------------------------------------------------------------------------


def test_who_began_it_asks_and_replaces_and_takes_off(begin, tom, samira, wim, neighbours):
    made = begin(tom)
    guide = guides.name(made, samira.memberships.get(), by=tom)
    guides.name(made, wim.memberships.get(), by=tom)
    other = guides.replace(guide, neighbours["PO2"].memberships.get(), by=tom)
    guides.take_off(other, by=tom)

    assert [one.person for one in made.people.standing()] == [wim]


def test_a_coordinator_reads_its_head_and_changes_nothing(begin, tom, nora, samira, signed_in):
    made, client = begin(tom), signed_in(nora)
    page = client.get(made.get_absolute_url()).content.decode()
    there = [reverse(f"learningtracks:{name}", args=[made.public_id]) for name in ("track_edit", "track_end", "guides")]

    assert ("Begonnen door" in page, WANTS in page, "Tom kan een collega vragen." in page) == (True, False, True)
    assert [url in page for url in there] == [False] * 3
    assert [client.get(url).status_code for url in there] == [404] * 3
    for refused in (
        lambda: guides.name(made, samira.memberships.get(), by=nora),
        lambda: tracks.end(made, by=nora),
        lambda: tracks.edit(made, by=nora, **plan_of(made)),
    ):
        with pytest.raises(Refused):
            refused()


def plan_of(track, **changes):
    names = ("title", "workplace", "team", "starts_on", "ends_on", "period_weeks", "version")
    return {name: getattr(track, name) for name in names} | changes


def test_who_began_it_changes_and_ends_it_on_the_same_pages(begin, tom, signed_in):
    made, client = begin(tom), signed_in(tom)
    edit, end = (reverse(f"learningtracks:{name}", args=[made.public_id]) for name in ("track_edit", "track_end"))
    form = {"title": "Rust", "workplace": made.workplace.public_id, "period_weeks": 10, "version": 1} | days(20)

    page = client.get(edit).content.decode()
    client.post(edit, form)
    made.refresh_from_db()
    asked = client.get(end).content.decode()
    client.post(end)

    assert ("Je coördinator ziet deze naam ook." in page, 'name="team"' in page) == (True, False)
    assert (made.title, made.team, "Je traject stoppen?" in asked) == ("Rust", None, True)
    assert Track.objects.get().ended_on == today()


def test_a_school_names_only_its_own_and_does_not_end_it(begin, tom, school, samira, karima, neighbours, signed_in):
    made = begin(tom, school=school)
    guides.name(made, karima.memberships.get(), by=neighbours["OA2"])
    client = signed_in(karima)

    page = client.get(made.guides_url).content.decode()

    assert ("Tom kan een collega vragen." in page, "Opvolger kiezen" in page) == (True, True)
    assert client.get(reverse("learningtracks:track_end", args=[made.public_id])).status_code == 403
    with pytest.raises(Refused, match="vraagt zelf een collega"):
        guides.name(made, samira.memberships.get(), by=karima)
    with pytest.raises(Refused, match="eigen begeleiders"):
        guides.name(made, neighbours["SO2"].memberships.get(), by=tom)


def test_who_was_asked_may_say_no(begin, tom, samira, signed_in):
    made = begin(tom, speaker=samira.memberships.get())
    url, client = reverse("learningtracks:guide_end", args=[made.people.get().public_id]), signed_in(samira)

    assert url in client.get(made.get_absolute_url()).content.decode()
    assert "Stoppen met begeleiden van Tom?" in client.get(url).content.decode()
    client.post(url)

    assert (made.people.standing().count(), told("guide_stepped_back")) == (0, {tom})
    assert [client.get(each).status_code for each in (made.get_absolute_url(), url)] == [404, 404]


def test_who_guides_a_track_that_was_set_up_does_not_step_back(track, samira, signed_in):
    url = reverse("learningtracks:guide_end", args=[track.people.get(person=samira).public_id])

    assert signed_in(samira).get(url).status_code == 404


def test_a_place_there_is_given_to_nobody_else_by_who_was_asked(begin, tom, samira, neighbours):
    made = begin(tom, speaker=samira.memberships.get())

    with pytest.raises(Refused):
        guides.replace(made.people.get(), neighbours["PO2"].memberships.get(), by=samira)


def test_with_nobody_to_ask_it_says_so(begin, tom, signed_in):
    made = begin(tom)
    url = reverse("learningtracks:guide_new", args=[made.public_id, Role.PRACTICE_EDUCATOR])

    assert "Vraag je coördinator om iemand deze rol te geven." in signed_in(tom).get(url).content.decode()


def test_it_is_in_nobodys_hands_when_the_role_ended(begin, tom, nora):
    made = begin(tom)
    memberships.end(tom.memberships.get(role=Role.LEARNER), by=nora)

    assert (tracks_of(tom).begun, tracks_of(tom).readable) == (frozenset(), {made.pk})
    with pytest.raises(Refused):
        tracks.end(made, by=tom)


# --- Who sees it ----------------------------------------------------------------------------------------------


def test_the_lead_and_the_team_see_nothing_of_it(begin, team, tom, neighbours, signed_in):
    made = begin(neighbours["TM"])

    assert signed_in(tom).get(made.get_absolute_url()).status_code == 404
    assert not Track.objects.in_team(team).exists()
    learners = signed_in(tom).get(reverse("learningtracks:team_learners", args=[team.public_id]))
    assert "Tina Vos" not in learners.content.decode()


def test_it_is_on_no_list_of_what_lacks_something(begin, tom, nora, signed_in):
    made = begin(tom)
    lists = [signed_in(nora).get(f"/tracks/?show={show}").content.decode() for show in ("now", "stalled", "without")]

    assert (stalled(Track.objects.all()), list(Track.objects.without_a_party())) == ([], [])
    assert ["Tom Visser" in page for page in lists] == [True, False, False]
    Track.objects.filter(pk=made.pk).update(ended_on=today())
    assert not without_a_track(nora).exists()


def test_the_history_says_who_began_and_who_was_asked(begin, tom, samira, nora, signed_in):
    made = begin(tom, speaker=samira.memberships.get())
    page = signed_in(nora).get(reverse("learningtracks:track_history", args=[made.public_id])).content.decode()

    assert ("is dit traject begonnen" in page, "als begeleider gevraagd" in page) == (True, True)
    assert WANTS not in page
