"""A story that is told alone, from an own experience, outside any value check (domain.md §5.2, decision 0176)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, today
from conftest import join, make_person
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import alone, experiences, promises, retention, stories
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory, stories_to_look_back_on
from reflections.models.value_checks import ValueCheck
from reflections.models.value_notes import ValueNote
from reflections.tests.held import A, hold, tell
from reflections.tests.live import text_of
from reflections.values import Audience, CheckForm, MoveKind, Phase

pytestmark = pytest.mark.django_db
TOLD = {"title": "De gang", "text": "Ik bleef een minuut staan.", "note_applied": "Ik wacht nu eerst."}
LATER = today() + dt.timedelta(days=30)


@pytest.fixture
def story(experience, sam, team):
    return alone.tell(experience, team=team, title="De gang", text="Ik wachtte.", notes={A.APPLIED: "Eerst."}, by=sam)


@pytest.fixture
def shared(story, sam):
    return stories.show_to(story, audience=Audience.TEAM, shows_text=True, version=story.version, by=sam)


def at(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


# --- Told ---------------------------------------------------------------------------------------------------------


def test_from_the_page_of_the_experience_to_a_story_of_ones_own(signed_in, sam, experience):
    ValueNote.objects.create(experience=experience, level=A.REALISED, text="Hij loopt weer.")
    page = signed_in(sam)
    assert at("story_alone", experience) in text_of(page.get(at("experience", experience)))
    form = text_of(page.get(at("story_alone", experience)))
    assert (experience.situation in form, "Hij loopt weer." in form) == (True, True)

    done = page.post(at("story_alone", experience), TOLD, follow=True)

    text = text_of(done)
    said = (
        "Alleen jij leest dit verhaal.",
        "Ik bleef een minuut staan.",
        "Ik wacht nu eerst.",
        "buiten een waardecheck",
    )
    assert [one for one in said if one not in text] == []
    story = ValueStory.objects.get()
    assert (story.experience, story.audience, StoryNote.objects.confirmed().count()) == (
        experience,
        Audience.PRESENT,
        1,
    )
    read = text_of(page.get(at("experience", experience)))
    assert ("Lees je verhaal" in read, "Maak er een verhaal van" in read) == (True, False)


def test_what_was_typed_comes_back_when_something_is_missing(signed_in, sam, experience):
    page = text_of(
        signed_in(sam).post(at("story_alone", experience), TOLD | {"title": "", "note_potential": "x" * 201})
    )

    assert ("Geef je verhaal een titel" in page, "Ik bleef een minuut staan." in page, "x" * 201 in page) == (True,) * 3
    assert ValueStory.objects.count() == 0


def test_one_experience_is_one_story_until_it_is_taken_back(signed_in, sam, experience, team, story):
    assert signed_in(sam).get(at("story_alone", experience)).url == story.get_absolute_url()
    with pytest.raises(Refused, match="al een verhaal"):
        alone.tell(experience, team=team, title="Weer", text="Weer.", notes={}, by=sam)
    stories.withdraw(story, by=sam)

    assert "Maak er een verhaal van" in text_of(signed_in(sam).get(at("experience", experience)))
    assert alone.tell(experience, team=team, title="Weer", text="Weer.", notes={}, by=sam).pk != story.pk


def test_only_its_author_in_an_own_team_from_what_is_saved(signed_in, experience, sam, tom, team):
    draft = experiences.start(situation="Nog niet af.", by=sam)
    other = Team.objects.create(organisation=team.organisation, name="Team Eik", started_on=team.started_on)
    told = {"title": "De gang", "text": "Ik wachtte.", "notes": {}}
    for entry, where, by, why in (
        (experience, team, tom, "Alleen de schrijver"),
        (draft, team, sam, "Bewaar je ervaring eerst"),
        (experience, other, sam, "niet bij dit team"),
    ):
        with pytest.raises(Refused, match=why):
            alone.tell(entry, team=where, by=by, **told)
    assert signed_in(sam).get(at("story_alone", draft)).url == at("experience_check", draft)


def test_who_is_in_two_teams_says_in_which(signed_in, sam, experience, team, company):
    other = Team.objects.create(organisation=company, name="Team Eik", started_on=team.started_on)
    join(sam, Role.TEAM_MEMBER, company, team=other)
    page = signed_in(sam)
    assert "Bij welk team hoort dit verhaal?" in text_of(page.get(at("story_alone", experience)))

    page.post(at("story_alone", experience), TOLD | {"team": other.pk})
    assert ValueStory.objects.get().value_check.team == other


def test_who_is_in_no_team_is_not_asked(signed_in, sam, experience):
    sam.tracks.update(team=None)
    Membership.objects.filter(person=sam).exclude(team=None).delete()

    assert "Maak er een verhaal van" not in text_of(signed_in(sam).get(at("experience", experience)))
    assert signed_in(sam).get(at("story_alone", experience)).status_code == 403


# --- Read and counted ---------------------------------------------------------------------------------------------


def test_nobody_else_reads_or_counts_it_until_it_is_shared(signed_in, story, sam, tom):
    assert signed_in(tom).get(story.get_absolute_url()).status_code == 404
    assert not ValueStory.objects.standing().exists()
    page = text_of(signed_in(sam).get(at("value_story_readers", story)))
    assert ("Alleen jij" in page, "Deelnemers" in page) == (True, False)

    signed_in(sam).post(at("value_story_readers", story), {"audience": "team", "version": story.version})

    read = text_of(signed_in(tom).get(story.get_absolute_url()))
    assert ("De gang" in read, "Eerst." in read, "Ik wachtte." in read) == (True, True, False)
    assert ("De ervaring waar dit mee begon" in read, ValueStory.objects.standing().count()) == (False, 1)


def test_taken_back_it_is_the_tellers_alone_again(signed_in, shared, sam, tom):
    stories.withdraw(shared, by=sam)

    assert signed_in(tom).get(shared.get_absolute_url()).status_code == 404
    assert (ValueStory.objects.standing().exists(), signed_in(sam).get(shared.get_absolute_url()).status_code) == (
        False,
        200,
    )


def test_the_list_of_the_teller_says_who_reads_it(signed_in, story, sam):
    page = text_of(signed_in(sam).get(reverse("reflections:value_stories")))

    assert ("De gang" in page, "Alleen jij" in page) == (True, True)


def test_no_list_turn_or_number_of_sessions_meets_what_carries_it(shared, team, tom, signed_in):
    carries = shared.value_check
    assert (ValueCheck.objects.count(), team.value_checks.count(), carries.form) == (0, 0, CheckForm.ALONE)
    assert signed_in(tom).get(carries.get_absolute_url()).status_code == 404


def test_it_is_added_to_at_any_time(signed_in, story, sam):
    ValueCheck._base_manager.update(closed_at=timezone.now() - dt.timedelta(days=60))

    assert (
        signed_in(sam).post(at("story_note_new", story), {"text": "Later ook.", "level": "realised"}).status_code == 302
    )
    assert StoryNote.objects.confirmed().count() == 2


def test_it_may_have_a_promise_and_be_the_sequel_of_an_older_story(signed_in, story, sam, tom, team):
    older = tell(hold(team, today() - dt.timedelta(days=9), [tom, sam]), sam, A.APPLIED, title="Eerder")
    made = promises.make(story, text="Hij loopt straks alleen.", ask_on=LATER, by=sam)
    fields = {"title": "De gang", "text": "Ik wachtte.", "continues": older.pk, "version": story.version}
    signed_in(sam).post(at("value_story_change", story), fields)

    page = text_of(signed_in(sam).get(older.get_absolute_url()))
    assert ("Hoe het verderging" in page, "De gang" in page, made.is_open) == (True, True, True)
    assert "De gang" not in text_of(signed_in(tom).get(older.get_absolute_url()))


# --- At the next value check --------------------------------------------------------------------------------------


def test_the_next_value_check_looks_back_on_what_is_shared(shared, session, look_at, tom, tina):
    session.go(tom, Phase.LOOK_BACK)

    for name in ("room", "room_part"):
        page = text_of(look_at(tina, name))
        assert ("Wat is er tussendoor verteld?" in page, "De gang" in page, "Eerst." in page) == (True,) * 3
        assert "Ik wachtte." not in page
    assert "De gang" not in text_of(look_at(tom, "room_wall"))


def test_what_is_not_shared_does_not_come_along(story, session, look_at, tom, sam):
    session.go(tom, Phase.LOOK_BACK)

    assert ["De gang" in text_of(look_at(person)) for person in (tom, sam)] == [False, False]


def test_what_was_looked_back_on_does_not_come_again(shared, team, tom, sam):
    check = ValueCheck(team=team)
    assert list(stories_to_look_back_on(check, tom)) == [shared]
    held = hold(team, today() + dt.timedelta(days=1), [tom, sam])

    assert list(stories_to_look_back_on(held, tom)) == []


def test_who_tells_in_a_session_may_say_that_it_goes_on(story, session, look_at, tom, sam, tina):
    session.tell(tom, sam, tina)
    assert "De gang" in text_of(look_at(sam))
    session.do(sam, MoveKind.TITLE, title="Verder", continues=str(story.public_id))

    assert ValueStory.objects.get(title="Verder").continues == story


# --- What is kept -------------------------------------------------------------------------------------------------


def test_the_story_stays_when_its_experience_goes(signed_in, story, sam, experience):
    assert "verhaal dat je ervan maakte" in text_of(signed_in(sam).get(at("experience_delete", experience)))
    signed_in(sam).post(at("experience_delete", experience))

    story.refresh_from_db()
    assert (story.experience, signed_in(sam).get(story.get_absolute_url()).status_code) == (None, 200)


@pytest.mark.parametrize(("days", "left"), [(729, 1), (732, 0)])
def test_two_years_later_nothing_of_it_is_left(shared, days, left):
    retention.sessions(timezone.now() + dt.timedelta(days=days))

    assert (ValueStory.objects.count(), ValueCheck._base_manager.count(), Seat.objects.count()) == (left,) * 3


def test_whoever_leaves_takes_it_along(shared, sam):
    retention.forget_seats(sam)

    assert (ValueStory.objects.count(), ValueCheck._base_manager.count()) == (0, 0)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_that_it_is_over(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        ValueCheck.objects.create(team=team, cycle="alone", due_on=today(), form=CheckForm.ALONE)


def test_somebody_of_another_team_reads_nothing(shared, signed_in):
    assert signed_in(make_person("Una Kok")).get(shared.get_absolute_url()).status_code == 404
