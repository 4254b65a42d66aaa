"""The value check for yourself, and the reminder to log (domain.md §5.4, §2.2)."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.values import LogRhythm, Refused, Stale, today
from learningtracks.models.tracks import Track
from partnerships.actions import reminders
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from reflections.actions import personal_checks
from reflections.models.value_checks import InsightAnswer, ValueCheck


@pytest.fixture
def alone(track):
    """Sam's track without a team."""
    Track.objects.update(team=None)
    track.refresh_from_db()
    return track


@pytest.fixture
def check(alone, sam):
    return personal_checks.start(alone, by=sam)


def item(number):
    return f"checklist.insight.z{number}"


def answers(**texts):
    return {item(number): texts.get(f"z{number}", "") for number in range(1, 7)}


def address(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


# --- Start ------------------------------------------------------------------------------------------------


def test_one_a_quarter(check, alone, sam):
    assert personal_checks.start(alone, by=sam) == check
    assert list(Event.objects.on_trail(check.trail).values_list("kind", flat=True)) == ["personal_check_started"]


def test_who_learns_in_a_team_has_none_alone(track, sam):
    with pytest.raises(Refused, match="geen waardecheck voor jezelf"):
        personal_checks.start(track, by=sam)


def test_the_page_offers_to_begin_and_a_second_tap_leads_to_the_same(alone, sam, signed_in):
    fields = {"once": str(uuid4())}
    found = {signed_in(sam).post(address("personal_check_start", alone), fields).url for _number in range(2)}

    assert found == {ValueCheck.objects.get().get_absolute_url()}
    assert not signed_in(sam).get(reverse("reflections:personal_checks")).context["to_begin"]


def test_without_a_track_the_page_says_what_will_be_here(otto, signed_in):
    assert "Leer je in een team?" in signed_in(otto).get(reverse("reflections:personal_checks")).content.decode()


@pytest.mark.parametrize("who", ["samira", "karima", "nora", "tom", "otto"])
def test_nobody_else_ever_reads_it(request, check, who, signed_in):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(check.get_absolute_url()).status_code == 404
    assert browser.post(address("personal_check_start", check.track)).status_code == 404


def test_the_action_asks_the_policy_itself(check, samira):
    for action in (
        lambda: personal_checks.write(check, answers=answers(z1="X"), version=0, by=samira),
        lambda: personal_checks.close(check, by=samira),
    ):
        with pytest.raises(Refused, match="van iemand anders"):
            action()


# --- Write ------------------------------------------------------------------------------------------------


def test_writing_is_kept_and_leaves_no_event(check, sam):
    before = Event.objects.count()
    kept = personal_checks.write(check, answers=answers(z1=" Het gesprek ", z3="Ik vraag eerst"), version=0, by=sam)

    stored = dict(check.answers.values_list("item", "text"))
    assert (stored, Event.objects.count()) == ({item(1): "Het gesprek", item(3): "Ik vraag eerst"}, before)
    assert kept.version == ValueCheck.objects.get(pk=check.pk).version != 0


def test_the_same_again_is_no_clash(check, sam):
    personal_checks.write(check, answers=answers(z1="Het gesprek"), version=0, by=sam)

    assert personal_checks.write(check, answers=answers(z1="Het gesprek"), version=0, by=sam).version != 0


def test_a_stale_save_writes_nothing(check, sam):
    personal_checks.write(check, answers=answers(z1="Van de telefoon"), version=0, by=sam)

    with pytest.raises(Stale):
        personal_checks.write(check, answers=answers(z1="Van de laptop"), version=0, by=sam)


def test_autosave_answers_with_version_and_time(check, sam, signed_in):
    answer = signed_in(sam).post(check.get_absolute_url(), {"z1": "Half", "version": "0"}, headers={"X-Autosave": "1"})

    assert answer.json()["version"] == check.version
    assert len(answer.json()["saved_at"]) == 5


def test_a_stale_page_shows_both_texts(check, sam, signed_in):
    personal_checks.write(check, answers=answers(z1="Van de telefoon"), version=0, by=sam)
    fields = {"z1": "Van de laptop", "version": "0"}

    page = signed_in(sam).post(check.get_absolute_url(), fields)
    by_script = signed_in(sam).post(check.get_absolute_url(), fields, headers={"X-Autosave": "1"})

    assert (page.status_code, by_script.status_code) == (409, 409)
    assert "Van de telefoon" in page.content.decode()
    assert "Van de laptop" in page.content.decode()


def test_keep_and_stop_then_round_off_then_read_again(check, sam, signed_in):
    fields = {"z1": "Het gesprek", "version": "0"}
    stop = signed_in(sam).post(check.get_absolute_url(), fields)
    done = signed_in(sam).post(check.get_absolute_url(), fields | {"then": "close"})
    personal_checks.close(check, by=sam)

    check.refresh_from_db()
    assert (stop.url, done.url) == (reverse("reflections:personal_checks"),) * 2
    assert check.closed_at is not None
    assert Event.objects.filter(kind="personal_check_closed").count() == 1
    assert "Het gesprek" in signed_in(sam).get(check.get_absolute_url()).content.decode()
    assert "Afgerond" in signed_in(sam).get(reverse("reflections:personal_checks")).content.decode()


def test_a_text_that_is_too_long_is_said_at_the_field(check, sam, signed_in):
    page = signed_in(sam).post(check.get_absolute_url(), {"z1": "x" * 5001, "version": "0"})

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["z1"])


def test_one_answer_a_question(check):
    InsightAnswer.objects.create(value_check=check, item=item(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        InsightAnswer.objects.create(value_check=check, item=item(1))


def test_pages_cost_the_same_full_and_empty(check, sam, signed_in, django_assert_max_num_queries):
    browser, urls = signed_in(sam), (check.get_absolute_url(), reverse("reflections:personal_checks"))

    def cost(url):
        browser.get(url)  # the first page of a session notes the session
        with django_assert_max_num_queries(16) as found:
            browser.get(url)
        return len(found)

    few = [cost(url) for url in urls]
    personal_checks.write(check, answers=answers(z1="A", z2="B", z3="C", z4="D"), version=0, by=sam)
    for number in range(30):
        day = today() - dt.timedelta(days=90 + number)
        ValueCheck.objects.create(track=check.track, cycle=str(day), due_on=day)

    assert [cost(url) for url in urls] == few


# --- What the ladder makes of it ----------------------------------------------------------------------------


def test_the_invitation_opens_it_with_the_six_questions(diary):
    diary.learns_alone("2026-09-01")
    diary.runs("2027-03-01 08:00")

    check = ValueCheck.objects.get(track=diary.track)
    assert (check.cycle, str(check.questions), check.due_on) == ("2027-Q1", "checklist.insight@1", dt.date(2027, 3, 31))


def test_the_closing_round_looks_back_on_the_whole_track(diary):
    diary.learns_alone("2026-09-01", "2027-03-12")
    diary.runs("2027-03-01 08:00")

    check = ValueCheck.objects.get(track=diary.track)
    assert (str(check.questions), check.due_on) == ("checklist.after@1", dt.date(2027, 3, 12))


def test_who_rounded_off_is_not_reminded(diary):
    diary.learns_alone("2026-09-01")
    diary.runs("2027-03-01 08:00")
    personal_checks.close(ValueCheck.objects.get(track=diary.track), by=diary.sam)
    diary.runs("2027-03-08 08:00")

    assert diary.lapsed() == {"Sam personal_reminder 2027-Q1": Because.DONE}


def test_who_came_into_a_team_meanwhile_is_not_invited(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    Track.objects.update(team=diary.team)
    diary.runs("2027-03-01 08:00")

    assert set(diary.lapsed().values()) == {Because.IN_TEAM}


def test_whose_track_stopped_meanwhile_is_not_invited(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    Track.objects.update(ended_on=dt.date(2027, 2, 21))
    diary.runs("2027-03-01 08:00")

    assert (diary.told(), set(diary.lapsed().values())) == ([], {Because.NO_ACCESS})


def test_a_quarter_that_is_over_is_not_told_any_more(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    diary.runs("2027-04-05 08:00")

    assert (diary.told(), set(diary.lapsed().values())) == ([], {Because.OTHER_TURN})


# --- The reminder to log --------------------------------------------------------------------------------------


def test_after_work_on_working_days(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-26 16:29", "2026-11-26 16:30", "2026-11-27 16:30", "2026-11-28 16:30", "2026-11-29 16:30")

    assert diary.told() == ["2026-11-26 16:30 Sam log_asked", "2026-11-27 16:30 Sam log_asked"]


def test_once_a_week_on_friday(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.runs("2026-11-24", "2026-11-27 14:59", "2026-11-27 15:00", "2026-11-29", "2026-11-30 12:00")

    assert diary.told() == ["2026-11-27 15:00 Sam log_asked"]


def test_who_logged_already_is_not_asked(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.at("2026-11-23 10:00")
    diary.logs()
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.DONE}


def test_after_three_without_an_answer_it_stops_and_a_new_wish_starts_afresh(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs(*[f"2026-11-{day} 16:30" for day in (23, 24, 25, 26, 27)])
    stopped = User.objects.get(pk=diary.sam.pk).log_rhythm
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-30 16:30")

    assert (len(diary.told()), stopped) == (4, LogRhythm.NONE)
    assert diary.lapsed() == {"Sam log 2026-11-26": Because.UNANSWERED}


def test_an_experience_starts_the_count_afresh(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-23 16:30", "2026-11-24 16:30")
    diary.at("2026-11-24 20:00")
    diary.logs()
    diary.runs("2026-11-25 16:30", "2026-11-26 16:30", "2026-11-27 16:30")

    assert len(diary.told()) == 5


def test_another_rhythm_or_none_lets_the_row_lapse(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    diary.wants_log(LogRhythm.AFTER_WORK)
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.UNWANTED}


def test_whose_track_is_over_is_not_asked(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    diary.learns_alone("2026-09-01", "2026-11-25")
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.NO_ACCESS}


def test_who_left_is_not_asked(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    diary.leaves("Sam")
    diary.runs("2026-11-27 15:00")

    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.NO_ACCESS}


def test_one_tap_mutes(diary, signed_in):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    diary.plans("2026-11-24")
    page = signed_in(diary.sam).get(reverse("reflections:log_reminder"))
    signed_in(diary.sam).post(reverse("reflections:log_mute"))
    diary.runs("2026-11-27 15:00")

    assert "Niet meer herinneren" in page.content.decode()
    assert (User.objects.get(pk=diary.sam.pk).log_rhythm, diary.told()) == (LogRhythm.NONE, [])
    assert diary.lapsed() == {"Sam log_weekly 2026-W48": Because.UNWANTED}


def test_two_tracks_are_one_question(diary):
    diary.learns_alone("2026-09-01")
    diary.wants_log(LogRhythm.WEEKLY)
    track = Track.objects.get()
    track.pk, track.public_id = None, str(uuid4())
    track.save()
    diary.runs("2026-11-27 15:00")

    assert (Reminder.objects.filter(kind="log_weekly").count(), Notice.objects.count()) == (1, 1)


def test_nothing_happens_while_the_clocks_differ(diary):
    diary.learns_alone("2026-09-01")
    diary.wrong_clock("2027-03-02 10:00")

    assert (Reminder.objects.count(), reminders.tell_due(diary.database)) == (0, 0)
