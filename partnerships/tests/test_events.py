"""Events: recorded once with their notices, told only to who may know at that moment."""

import pytest

from accounts.models import User
from partnerships import events
from partnerships.events import KINDS, Attachment
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.teams import Team
from partnerships.models.unchanging import Untouchable
from partnerships.models.workplaces import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(kind):
    return kind(sees=Team.objects.with_member)


def test_who_is_told_gets_one_notice_and_the_doer_none(met, tom, nora, team):
    event = events.record(met, by=nora, about=team, tell=[tom, tom, nora], name="Tom")

    assert [notice.person for notice in event.notices.all()] == [tom]
    assert (event.trail, event.words) == (team.trail, {"name": "Tom"})


def test_what_werkplek_does_is_told_to_everybody(met, tom, nora, team):
    events.record(met, by=None, about=team, tell=[tom, nora], trail="elsewhere", name="x")

    assert Notice.objects.filter(event__trail="elsewhere").count() == 2


def test_sentences_name_the_doer(met, nora, team):
    event = events.record(met, by=nora, about=team, name="Tom")

    assert events.story(event) == "Nora Smit sprak Tom"
    assert events.notice_text(event) == "Nora Smit wil je spreken"


def test_a_word_that_an_earlier_version_did_not_write_is_missing(met, nora, team):
    assert events.story(events.record(met, by=nora, about=team)) == "Nora Smit sprak (verwijderd)"


def test_what_nobody_did_was_done_by_werkplek(met, team):
    assert events.doer(events.record(met, by=None, about=team)) == "Werkplek"


def test_people_are_pointed_at_and_named_as_they_are_called_now(met, nora, team, tom, sam):
    event = events.record(met, by=nora, about=team, name=[tom, sam])
    User.objects.filter(pk=tom.pk).update(name="Tom Anders")

    assert event.words == {"name": ["person", tom.pk, sam.pk]}
    assert events.story(event) == "Nora Smit sprak Tom Anders, Sam de Vries"


def test_a_thing_that_was_taken_away_has_a_general_word(met, nora, team, workplace):
    event = events.record(met, by=nora, about=team, name=workplace)
    Workplace.objects.filter(pk=workplace.pk).delete()

    assert events.story(event) == "Nora Smit sprak (verwijderd)"


def test_nobody_at_all_leaves_an_empty_place(met, nora, team):
    assert events.story(events.record(met, by=nora, about=team, name=User.objects.none())) == "Nora Smit sprak "


def test_one_reference_points_at_one_kind_of_thing(met, nora, team, tom):
    with pytest.raises(TypeError, match="one model"):
        events.record(met, by=nora, about=team, name=[tom, team])


@pytest.mark.parametrize("rows", [1, 30])
def test_names_are_looked_up_in_one_query(met, nora, team, tom, company, rows, django_assert_num_queries):
    for thing in [tom, team, company] * rows:
        events.record(met, by=nora, about=team, name=thing)
    told = list(Event.objects.on_trail(team.trail))

    with django_assert_num_queries(1):
        assert len({moment["what"] for moment in events.moments(told)}) == 3


def test_two_kinds_with_one_code_are_a_mistake(met):
    with pytest.raises(ValueError, match="team_met"):
        events.register(met)


def test_a_kind_is_registered_under_its_code(kind, monkeypatch):
    made = kind("fresh")
    monkeypatch.delitem(KINDS, "fresh")

    assert events.register(made) is KINDS["fresh"]


def test_who_left_may_no_longer_know(met, tom, nora, team):
    event = events.record(met, by=nora, about=team, tell=[tom])
    before = events.may_know(event, tom)
    tom.memberships.update(ended_at=event.at)

    assert (before, events.may_know(event, tom)) == (True, False)


def test_who_is_switched_off_may_know_nothing(met, tom, nora, team):
    event = events.record(met, by=nora, about=team, tell=[tom])
    tom.is_active = False

    assert events.known([event], tom) == []


def test_a_thing_that_is_gone_is_not_told(met, tom, nora, team):
    event = events.record(met, by=nora, about=team, tell=[tom])
    Team.objects.filter(pk=team.pk).delete()

    assert events.known([Event.objects.get(pk=event.pk)], tom) == []


def test_a_kind_that_this_process_does_not_know_is_not_told(met, tom, nora, team, monkeypatch):
    event = events.record(met, by=nora, about=team, tell=[tom])
    monkeypatch.delitem(KINDS, met.code)

    assert events.known([event], tom) == []


def test_without_a_rule_nobody_may_know(kind, tom, nora, team):
    assert not events.may_know(events.record(kind(), by=nora, about=team, tell=[tom]), tom)


def test_a_rule_for_one_thing_at_a_time(kind, tom, nora, team):
    told = kind(may_know=lambda about, person: person == tom)
    event = events.record(told, by=None, about=team, tell=[tom, nora])

    assert (events.may_know(event, tom), events.may_know(event, nora)) == (True, False)


def test_thirty_are_asked_about_in_as_many_queries_as_one(kind, tom, nora, company, team, django_assert_num_queries):
    told = kind(sees=Team.objects.with_member, load=("organisation",))
    for number in range(30):
        other = Team.objects.create(organisation=company, name=f"Team {number}")
        events.record(told, by=nora, about=other, tell=[tom])
    events.record(told, by=nora, about=team, tell=[tom])

    for some in (Event.objects.filter(about_id=team.pk), Event.objects.all()):
        found = list(some)
        with django_assert_num_queries(4):
            assert [event.about.organisation for event in events.known(found, tom)] == [company]


def test_who_does_what_a_notice_asks_has_seen_it(kind, duty, tom, nora, team):
    asked = kind("asked", sees=Team.objects.with_member, asks=duty)
    answered = kind("answered", sees=Team.objects.with_member)
    events.record(asked, by=nora, about=team, tell=[tom])
    events.record(answered, by=tom, about=team)
    before = Notice.objects.unseen_by(tom).count()
    Team.objects.update(name="Team Es")
    events.record(answered, by=tom, about=team)

    assert (before, Notice.objects.unseen_by(tom).count()) == (1, 0)


def test_link_and_file_come_from_the_kind(kind, tom, nora, team):
    file = Attachment("team.ics", b"BEGIN", "text/calendar")
    told = kind(link=lambda about, person: f"/{about.name}/", attach=lambda about, person: file)
    event = events.record(told, by=nora, about=team, tell=[tom])

    assert (events.link(event, tom), events.attachment(event, tom)) == ("/Team Beuk/", file)


def test_without_a_file_there_is_none(met, tom, nora, team):
    assert events.attachment(events.record(met, by=nora, about=team), tom) is None


def test_moments_of_a_history_leave_out_what_this_process_does_not_know(met, nora, team, monkeypatch):
    event = events.record(met, by=nora, about=team, name="Tom")
    told = events.moments([event])
    monkeypatch.delitem(KINDS, met.code)

    assert (told, events.moments([event])) == ([{"what": "Nora Smit sprak Tom", "when": event.at}], [])


def test_the_history_is_append_only(met, nora, team):
    event = events.record(met, by=nora, about=team)

    for attempt in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(kind="x")):
        with pytest.raises(Untouchable):
            attempt()
