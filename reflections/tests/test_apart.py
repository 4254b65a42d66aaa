"""A value check that is held apart: each tells when it suits, the others note, and the harvest comes at the end
(domain.md §5.6)."""

import pytest
from django.urls import reverse

from accounts.values import Refused
from partnerships import todos
from reflections.actions import apart, retention, stories, value_checks
from reflections.models.rooms import Room, ScoreCount, Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.values import CheckForm, Standing

NOTE = {"text": "Nu vraag ik door", "level": "applied"}


@pytest.fixture
def week(diary):
    """From Monday 1 to Monday 8 March 2027; Tom leads, Tina takes part. It is Monday nine o'clock."""
    diary.at("2027-02-26")
    diary.week("2027-03-01", "2027-03-08")
    diary.at("2027-03-01 09:00")
    return diary


def told(week, person, title="De overdracht"):
    return apart.tell(week.check, title=title, text="Ik liet de familie eerst vertellen.", by=person)


def asked_of(person):
    return [row.kind for row in todos.waiting_for(person)]


def test_it_runs_from_its_first_day_to_the_end_of_its_last(week):
    standing = []
    for moment in ("2027-02-28", "2027-03-01", "2027-03-08 23:59", "2027-03-09 00:00"):
        week.at(moment)
        standing.append((week.check.standing, week.check.is_telling, week.check.is_harvesting))
    assert standing == [
        (Standing.PLANNED, False, False),
        (Standing.LIVE, True, False),
        (Standing.LIVE, True, False),
        (Standing.LIVE, False, True),
    ]


def test_who_tells_sits_down_and_only_who_takes_part_reads_it(week):
    story = told(week, week.tina)
    assert list(ValueStory.objects.closed().visible_to(week.tom)) == []
    apart.enter(week.check, by=week.tom)
    assert list(ValueStory.objects.closed().visible_to(week.tom)) == [story]
    assert (story.shows_text, Seat.objects.count(), ScoreCount.objects.count()) == (True, 2, 5)


def test_a_story_is_told_once(week):
    told(week, week.tina)
    with pytest.raises(Refused, match="al verteld"):
        told(week, week.tina)


@pytest.mark.parametrize("moment", ["2027-02-28", "2027-03-09"])
def test_nobody_tells_before_the_first_day_or_after_the_last(week, moment):
    week.at(moment)
    with pytest.raises(Refused):
        told(week, week.tina)


def test_who_is_not_invited_does_not_take_part(week):
    with pytest.raises(Refused, match="niet uitgenodigd"):
        apart.enter(week.check, by=week.sam)


def test_what_another_notes_counts_after_the_tellers_yes(week):
    story = told(week, week.tina)
    apart.enter(week.check, by=week.tom)
    note = apart.note(story, **NOTE, by=week.tom)
    assert (note.confirmed_at, asked_of(week.tina)) == (None, ["confirm_notes"])
    story.refresh_from_db()
    stories.confirm(story, version=story.version, by=week.tina)
    assert (StoryNote.objects.confirmed().count(), asked_of(week.tina)) == (1, [])


def test_what_the_teller_notes_is_a_yes_at_once(week):
    story = told(week, week.tina)
    with pytest.raises(Refused, match="je eigen verhaal"):
        apart.note(story, **NOTE, by=week.tina)
    stories.add_note(story, **NOTE, by=week.tina)
    assert StoryNote.objects.confirmed().count() == 1


def test_who_does_not_take_part_notes_nothing(week):
    story = told(week, week.tina)
    with pytest.raises(Refused, match="Doe eerst mee"):
        apart.note(story, **NOTE, by=week.tom)


def test_nobody_notes_with_a_story_that_was_taken_back(week):
    story = stories.withdraw(told(week, week.tina), by=week.tina)
    with pytest.raises(Refused, match="ingetrokken"):
        apart.note(story, **NOTE, by=week.tina)


def test_passing_settles_the_to_do_and_telling_after_all_is_possible(week):
    before = asked_of(week.tina)
    apart.pass_over(week.check, by=week.tina)
    after = asked_of(week.tina)
    told(week, week.tina)
    assert (before, after) == (["tell_story"], [])
    assert not week.check.participants.filter(passed_at__isnull=False).exists()


def test_the_harvest_is_there_after_the_last_day(week):
    told(week, week.tina)
    with pytest.raises(Refused, match="na de laatste dag"):
        apart.say_word(week.check, text="Blij", by=week.tina)
    week.at("2027-03-09 09:00")
    apart.say_word(week.check, text="Blij", by=week.tina)
    apart.say_word(week.check, text="Trots", by=week.tina)
    apart.score(week.check, value=4, by=week.tina)
    point = apart.make_action(
        week.check, text="Vaker doen", owner=week.tom, due_on=week.check.last_on.replace(month=6), how_noticed="",
        by=week.tina,
    )  # fmt: skip
    assert CheckOutWord.objects.get().text == "Trots"
    assert ScoreCount.objects.get(score=4).count == 1
    assert point.origin == f"value_check:{week.check.public_id}"
    with pytest.raises(Refused, match="al een score"):
        apart.score(week.check, value=5, by=week.tina)


def test_who_is_not_in_the_team_harvests_nothing(week, otto):
    told(week, week.tina)
    week.at("2027-03-09 09:00")
    with pytest.raises(Refused):
        apart.say_word(week.check, text="Blij", by=otto)


def test_who_did_not_take_part_harvests_after_a_button(week):
    told(week, week.tina)
    week.at("2027-03-09 09:00")
    with pytest.raises(Refused, match="Doe eerst mee"):
        apart.say_word(week.check, text="Blij", by=week.tom)
    apart.enter(week.check, by=week.tom)
    apart.say_word(week.check, text="Blij", by=week.tom)


def test_the_lead_closes_it_and_it_counts_as_held(week):
    told(week, week.tina)
    week.at("2027-03-09 09:00")
    apart.close(week.check, by=week.tom)
    apart.close(week.check, by=week.tom)
    assert (week.check.standing, ValueStory.objects.standing().count()) == (Standing.CLOSED, 1)
    assert (Room.objects.get().code, asked_of(week.tom)) == (None, [])


@pytest.mark.parametrize(
    ("name", "moment", "has_story", "why"),
    [
        ("tom", "2027-03-08", True, "na de laatste dag"),
        ("tina", "2027-03-09", True, "Alleen de teamleider"),
        ("tom", "2027-03-09", False, "Niemand heeft een verhaal"),
    ],
)
def test_who_may_not_close_it(week, name, moment, has_story, why):
    if has_story:
        told(week, week.tina)
    week.at(moment)
    with pytest.raises(Refused, match=why):
        apart.close(week.check, by=getattr(week, name))


def test_its_facilitator_closes_it_too(week):
    ValueCheck.objects.update(facilitator=week.tina)
    told(week, week.tina)
    week.at("2027-03-09 09:00")
    apart.close(week.check, by=week.tina)
    assert week.check.closed_at is not None


@pytest.mark.parametrize(("has_story", "standing"), [(True, Standing.CLOSED), (False, Standing.SKIPPED)])
def test_two_weeks_after_its_last_day_it_closes_itself(week, has_story, standing):
    if has_story:
        told(week, week.tina)
    counts = []
    for moment in ("2027-03-21 23:59", "2027-03-22 00:10", "2027-03-22 00:20"):
        week.at(moment)
        counts.append(apart.close_forgotten(week.database))
    assert (counts, week.check.standing) == ([0, 1, 0], standing)


def test_it_has_no_room(week, signed_in):
    client = signed_in(week.tom)
    assert client.post(reverse("reflections:room_open", args=[week.check.public_id])).status_code == 403
    assert not Room.objects.exists()


def test_it_is_not_said_to_be_held_as_others_are(week):
    with pytest.raises(Refused):
        value_checks.close(week.check, held_on=week.check.last_on, by=week.tom)


def test_its_last_day_is_moved_while_it_runs_and_its_first_is_not(week):
    week.last_day("2027-03-12")
    assert week.check.last_on.isoformat() == "2027-03-12"
    with pytest.raises(Refused, match="al begonnen"):
        week.postpones("2027-03-15 08:00")
    week.at("2027-03-13 09:00")
    with pytest.raises(Refused, match="laatste dag is geweest"):
        week.last_day("2027-03-20")


@pytest.mark.parametrize("last_on", ["2027-03-02", "2027-04-02"])
def test_it_lasts_three_days_to_four_weeks(week, last_on):
    with pytest.raises(Refused, match="laatste dag"):
        week.last_day(last_on)


def test_it_does_not_end_in_the_past(week):
    week.at("2027-03-05 09:00")
    with pytest.raises(Refused, match="al geweest"):
        week.last_day("2027-03-04")


def test_it_is_moved_as_a_whole_before_it_begins(week):
    week.at("2027-02-27")
    week.postpones("2027-03-09 08:00")
    assert (week.check.last_on.isoformat(), week.check.form) == ("2027-03-16", CheckForm.APART)


def test_it_may_be_left_out_as_long_as_nobody_told(week):
    with pytest.raises(Refused, match="Alleen de teamleider"):
        value_checks.skip(week.check, reason="Druk", by=week.tina)
    told(week, week.tina)
    with pytest.raises(Refused, match="al een verhaal"):
        week.skips()
    ValueStory.objects.all().delete()
    week.skips()
    assert week.check.standing == Standing.SKIPPED


def test_who_leaves_werkplek_takes_the_story_along_while_it_runs(week):
    told(week, week.tina)
    retention.forget_seats(week.tina)
    assert not ValueStory.objects.exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"form": CheckForm.FULL, "last_on": None}, "houden jullie samen"),
        ({"closed_at": "2027-03-01T08:00Z"}, "is afgerond"),
        ({"starts_at": "2027-03-02T08:00Z"}, "begint later"),
    ],
)
def test_nobody_sits_down_in_one_that_does_not_run(week, facts, why):
    ValueCheck.objects.update(**facts)
    with pytest.raises(Refused, match=why):
        apart.enter(week.check, by=week.tina)


def test_the_clock_leaves_what_somebody_closed_meanwhile(week):
    told(week, week.tina)
    week.at("2027-03-23")
    check = week.check
    apart.close(check, by=week.tom)
    assert apart._close_forgotten(check) == 0


def test_of_one_that_was_skipped_nobody_is_known_after_two_years(week):
    stories.withdraw(told(week, week.tina), by=week.tina)
    week.skips()
    kept = []
    for moment in ("2029-02-27", "2029-03-03"):
        week.at(moment)
        retention.value_checks(week.database)
        kept.append((ValueStory.objects.count(), Seat.objects.count(), week.check.participants.count()))
    assert kept == [(1, 1, 2), (0, 0, 0)]
