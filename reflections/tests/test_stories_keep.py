"""What a teller does with a story after the session (domain.md §5.2, access.md row 19, R15)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, Stale, today
from conftest import join, make_person
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import harvest, stories
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.stories import may_show_story
from reflections.tests.held import A, hold, tell
from reflections.values import Audience, HarvestAudience

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=20), [tom, sam])


@pytest.fixture
def story(check, sam):
    return tell(check, sam, A.APPLIED, A.REALISED, confirmed=False)


def readers(story, *people):
    return [person.name for person in people if ValueStory.objects.visible_to(person).filter(pk=story.pk).exists()]


def test_confirming_makes_all_waiting_notes_count(story, sam):
    stories.confirm(story, version=1, by=sam)

    assert StoryNote.objects.confirmed().count() == 2
    assert Event.objects.get().trail == f"value_story:{story.public_id}"


def test_a_changed_note_counts_with_the_words_of_the_teller(story, sam):
    stories.edit_note(story.notes.first(), text=" Rustiger begin ", level=A.REFRAMING, version=1, by=sam)

    note = StoryNote.objects.confirmed().get()
    assert (note.text, note.level, note.version) == ("Rustiger begin", A.REFRAMING, 2)


def test_a_confirmed_note_keeps_the_moment_of_its_yes_when_it_changes(story, sam):
    stories.confirm(story, version=1, by=sam)
    said_yes = story.notes.first().confirmed_at

    stories.edit_note(story.notes.first(), text="Rustiger", level=A.APPLIED, version=2, by=sam)

    assert story.notes.first().confirmed_at == said_yes


def test_a_removed_note_keeps_no_words_and_takes_its_harvest_along(check, story, tom, sam):
    stories.confirm(story, version=1, by=sam)
    item = harvest.propose(story.notes.first(), audience=HarvestAudience.TEAM, by=tom)
    harvest.agree(item, text="Mooi", with_name=False, version=1, by=sam)

    stories.remove_note(story.notes.first(), version=2, by=sam)

    assert (story.notes.first().text, story.notes.confirmed().count()) == ("", 1)
    assert HarvestItem.objects.get().text == ""


def test_a_title_and_the_older_story_it_follows(team, check, story, tom, sam):
    earlier = tell(hold(team, today() - dt.timedelta(days=110), [tom, sam]), sam, A.POTENTIAL)

    stories.rewrite(story, title=" De dochter ", text="", continues=earlier, version=1, by=sam)

    story.refresh_from_db()
    assert (story.title, story.continues, story.version) == ("De dochter", earlier, 2)


def test_the_text_is_the_tellers_alone_until_it_is_ticked(check, story, sam):
    stories.rewrite(story, title="De dochter", text=" Het begon in maart. ", continues=None, version=1, by=sam)
    story.refresh_from_db()
    assert (story.text, story.shows_text) == ("Het begon in maart.", False)

    stories.show_to(story, audience=Audience.PRESENT, shows_text=True, version=2, by=sam)
    stories.rewrite(story, title="De dochter", text="Het begon in april.", continues=None, version=3, by=sam)
    story.refresh_from_db()
    assert (story.text, story.shows_text) == ("Het begon in april.", True)


def test_a_text_that_was_emptied_is_the_tellers_alone_again(check, story, sam):
    stories.rewrite(story, title="x", text="Het begon.", continues=None, version=1, by=sam)
    stories.show_to(story, audience=Audience.PRESENT, shows_text=True, version=2, by=sam)

    stories.rewrite(story, title="x", text="", continues=None, version=3, by=sam)

    story.refresh_from_db()
    assert story.shows_text is False


def test_the_teller_adds_a_note_for_two_weeks(team, track, tom, sam):
    told = tell(hold(team, today() - dt.timedelta(days=13), [tom, sam]), sam, A.APPLIED)
    stories.add_note(told, text=" Nog iets. ", level=A.REALISED, by=sam)
    assert [(note.text, note.number) for note in StoryNote.objects.confirmed().filter(level=A.REALISED)] == [
        ("Nog iets.", 2)
    ]

    late = tell(hold(team, today() - dt.timedelta(days=15), [tom, sam]), sam, A.APPLIED)
    with pytest.raises(Refused, match="twee weken"):
        stories.add_note(late, text="Nog iets.", level=A.REALISED, by=sam)
    with pytest.raises(Refused, match="van iemand anders"):
        stories.add_note(told, text="Nog iets.", level=A.REALISED, by=tom)
    stories.withdraw(told, by=sam)
    with pytest.raises(Refused, match="ingetrokken"):
        stories.add_note(told, text="Nog iets.", level=A.REALISED, by=sam)


def test_a_sequel_becomes_a_story_of_its_own_again(team, check, story, tom, sam):
    earlier = tell(hold(team, today() - dt.timedelta(days=110), [tom, sam]), sam, A.POTENTIAL)
    stories.rewrite(story, title="De dochter", text="", continues=earlier, version=1, by=sam)

    stories.rewrite(story, title="De dochter", text="", continues=None, version=2, by=sam)

    story.refresh_from_db()
    assert (story.title, story.continues, story.version) == ("De dochter", None, 3)


def test_only_an_own_earlier_story_is_continued(team, check, story, tom, sam):
    of_tom = tell(hold(team, today() - dt.timedelta(days=110), [tom, sam]), tom, A.POTENTIAL)
    later = tell(hold(team, today() - dt.timedelta(days=2), [tom, sam]), sam, A.POTENTIAL)

    for wrong in (of_tom, later, story):
        with pytest.raises(Refused, match="eigen verhaal van eerder"):
            stories.rewrite(story, title="x", text="", continues=wrong, version=1, by=sam)


def test_an_action_on_an_older_version_writes_nothing(story, sam):
    stories.confirm(story, version=1, by=sam)

    with pytest.raises(Stale):
        stories.show_to(story, audience=Audience.TEAM, version=1, by=sam)

    assert ValueStory.objects.get().audience == Audience.PRESENT


def test_nobody_but_the_teller_does_any_of_it(story, tom):
    note = story.notes.first()
    for action in (
        lambda: stories.confirm(story, version=1, by=tom),
        lambda: stories.edit_note(note, text="x", level=A.APPLIED, version=1, by=tom),
        lambda: stories.remove_note(note, version=1, by=tom),
        lambda: stories.rewrite(story, title="x", text="", continues=None, version=1, by=tom),
        lambda: stories.show_to(story, audience=Audience.TEAM, version=1, by=tom),
        lambda: stories.withdraw(story, by=tom),
    ):
        with pytest.raises(Refused, match="van iemand anders"):
            action()


def left_the_team(person):
    """Sam learns there by a track, other people by a membership."""
    person.tracks.update(team=None)
    Membership.objects.filter(person=person, team__isnull=False).update(ended_at=timezone.now())


def test_who_left_the_team_changes_nothing_that_others_read(story, sam):
    left_the_team(sam)
    note = story.notes.first()

    for action in (
        lambda: stories.confirm(story, version=1, by=sam),
        lambda: stories.rewrite(story, title="Anders", text="", continues=None, version=1, by=sam),
        lambda: stories.edit_note(note, text="Anders", level=A.REFRAMING, version=1, by=sam),
        lambda: stories.show_to(story, audience=Audience.TEAM, version=1, by=sam),
        lambda: stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=sam),
    ):
        with pytest.raises(Refused, match="niet meer bij dit team"):
            action()


def test_who_left_the_team_reads_narrows_and_takes_back(story, sam):
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=sam)
    left_the_team(sam)

    stories.show_to(story, audience=Audience.PRESENT, version=2, by=sam)
    stories.remove_note(story.notes.first(), version=3, by=sam)
    stories.withdraw(story, by=sam)

    story.refresh_from_db()
    assert (story.audience, story.withdrawn_at is None, readers(story, sam)) == (Audience.PRESENT, False, [sam.name])


def test_who_left_the_team_gives_no_sentence_to_the_harvest(story, sam, tom):
    stories.confirm(story, version=1, by=sam)
    item = harvest.propose(story.notes.first(), audience=HarvestAudience.TEAM, by=tom)
    left_the_team(sam)

    with pytest.raises(Refused, match="niet meer bij dit team"):
        harvest.agree(item, text="Toch", with_name=False, version=item.version, by=sam)
    harvest.decline(item, by=sam)
    assert HarvestItem.objects.count() == 0


def test_the_pages_offer_no_more_than_that(story, sam, signed_in):
    stories.show_to(story, audience=Audience.TEAM, version=1, by=sam)
    left_the_team(sam)
    client, here = signed_in(sam), story.get_absolute_url()

    page = client.get(here).content.decode()
    choices = client.get(f"{here}readers/").content.decode()

    ways = [
        word in page for word in ("Titel en vervolg", "Aanpassen", "tel ze mee", "Verwijderen", "Verhaal intrekken")
    ]
    assert ways == [False, False, False, True, True]
    assert [f'value="{one}"' in choices for one in Audience.values] == [True, True, False]
    assert client.get(f"{here}change/").status_code == 403


def test_while_the_session_is_live_the_room_is_the_place(check, story, sam):
    ValueCheck.objects.filter(pk=check.pk).update(closed_at=None)

    with pytest.raises(Refused, match="nog bezig"):
        stories.withdraw(story, by=sam)


def test_readers_are_for_the_teller_to_choose_once_the_session_is_over(check, story, tom, sam):
    assert (bool(may_show_story(sam, story)), bool(may_show_story(tom, story))) == (True, False)
    ValueCheck.objects.filter(pk=check.pk).update(closed_at=None)

    live = ValueStory.objects.get(pk=story.pk)
    assert "nog bezig" in str(may_show_story(sam, live).reason)


# --- Who reads it -----------------------------------------------------------------------------------------------


def test_at_first_those_who_were_present_read_it(story, tom, sam, tina, samira, nora):
    assert readers(story, tom, sam, tina, samira, nora) == [tom.name, sam.name]


def test_widened_to_the_team_its_members_read_it(story, tom, sam, tina, samira):
    stories.show_to(story, audience=Audience.TEAM, version=1, by=sam)

    assert readers(story, tom, sam, tina, samira) == [tom.name, sam.name, tina.name]


def test_widened_to_the_partnership_its_people_read_it(story, tom, sam, tina, samira, karima, otto):
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=sam)

    assert readers(story, tom, sam, tina, samira, karima, otto) == [
        person.name for person in (tom, sam, tina, samira, karima)
    ]


def test_narrowed_again_the_team_no_longer_reads_it(story, sam, tina):
    stories.show_to(story, audience=Audience.TEAM, version=1, by=sam)
    stories.show_to(story, audience=Audience.PRESENT, version=2, by=sam)

    assert readers(story, tina) == []


def test_withdrawn_only_the_teller_keeps_it(story, tom, sam, tina, samira):
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=sam)

    stories.withdraw(story, by=sam)
    stories.withdraw(story, by=sam)

    assert readers(story, tom, sam, tina, samira) == [sam.name]
    assert Event.objects.filter(kind="value_story_withdrawn").count() == 1


def test_a_withdrawn_story_is_not_shown_to_anybody_again(story, sam):
    stories.withdraw(story, by=sam)

    with pytest.raises(Refused, match="Alleen jij leest het nog"):
        stories.show_to(story, audience=Audience.TEAM, version=2, by=sam)


def test_after_a_year_those_present_no_longer_read_it_and_the_teller_does(check, story, tom, sam):
    ValueCheck.objects.filter(pk=check.pk).update(closed_at=timezone.now() - dt.timedelta(days=366))

    assert readers(story, tom, sam) == [sam.name]


def test_who_left_the_team_no_longer_reads_what_was_told_there(story, tom, sam):
    Membership.objects.filter(person=tom).update(ended_at=timezone.now())

    assert readers(story, tom, sam) == [sam.name]


def test_a_lead_who_was_not_there_reads_nothing(check, story, tom, sam):
    Seat.objects.filter(person=tom).delete()

    assert readers(story, tom, sam) == [sam.name]


def test_whoever_joins_later_sees_no_old_stories(story, company, team, sam):
    newcomer = make_person("Nieuw")
    join(newcomer, Role.TEAM_MEMBER, company, team=team)

    assert readers(story, newcomer, sam) == [sam.name]


@pytest.mark.both("the database keeps the rule")
def test_the_database_refuses_an_unknown_audience(story):
    with pytest.raises(IntegrityError, match="value_story_audience_known"), transaction.atomic():
        ValueStory.objects.update(audience="everybody")
