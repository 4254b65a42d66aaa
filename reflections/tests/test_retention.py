"""What the night forgets of what people wrote: after telling them in time, and nothing else (privacy.py)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from accounts.values import today
from instruments.models.asks import Ask
from instruments.models.sheets import Answer
from learningtracks.models.tracks import Period, Track, TrackPerson
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from reflections.actions import experiences, feedback, retention
from reflections.calendar import Quarter
from reflections.kinds.personal_checks import check_of
from reflections.models.experiences import Experience, ExperienceVersion, Read
from reflections.models.feedback import Feedback
from reflections.models.value_checks import Participant, ValueCheck
from reflections.tests.logbook import a_draft, an_entry, on, shared
from werkplek.tests.filling_asks import answer_ask

pytestmark = pytest.mark.both("days and hours in questions")


def days(number):
    return dt.timedelta(days=number)


def night(after=0):
    """A run of the whole layer, that many days from now."""
    with time_machine.travel(timezone.now() + days(after), tick=False):
        for sweeper in retention.SWEEPERS:
            sweeper(timezone.now())


def warnings(person):
    told = Notice.objects.filter(person=person, event__kind__contains="go").order_by("pk")
    return [notice.event.kind for notice in told if "_go" in notice.event.kind]


# --- Drafts


@pytest.fixture
def draft(sam, track):
    """A draft that Sam leaves alone from today."""
    return a_draft(sam)


def test_a_draft_goes_a_year_after_the_last_touch(draft, sam):
    night(334)
    assert warnings(sam) == []
    night(336)
    night(364)
    assert list(Experience.objects.all()) == [draft]

    night(367)
    assert not Experience.objects.exists()
    assert warnings(sam) == ["drafts_go_soon"]


def test_two_drafts_are_one_notice(draft, sam):
    a_draft(sam, "Nog iets.")
    night(340)
    night(340)

    assert warnings(sam) == ["drafts_go_soon"]


def test_who_writes_on_keeps_it_and_is_told_again_later(draft, sam):
    night(340)
    with time_machine.travel(timezone.now() + days(350), tick=False):
        experiences.write(draft, changes={"analysis": "Verder."}, version=draft.version, by=sam)
    night(400)
    assert warnings(sam) == ["drafts_go_soon"]

    night(690)
    assert warnings(sam) == ["drafts_go_soon"] * 2
    assert Experience.objects.exists()


def test_nothing_goes_untold_when_the_nights_stood_still(draft, sam):
    night(800)
    assert Experience.objects.exists()

    night(829)
    assert Experience.objects.exists()
    night(831)
    assert not Experience.objects.exists()


def test_of_a_draft_there_is_no_event(draft, sam):
    night(340)

    event = Event.objects.get(kind="drafts_go_soon")
    assert (event.about, event.trail, event.by) == (sam, f"person:{sam.public_id}", None)
    assert events.link(event, sam) == "/experiences/"
    assert events.notice_text(event).startswith("Je hebt al lang niet aan een concept gewerkt. We verwijderen het na ")


def test_what_was_saved_is_no_draft(sam, track):
    track_free = an_entry(sam)
    Experience.objects.update(track=None)
    night(340)
    night(5000)

    assert list(Experience.objects.all()) == [track_free]
    assert warnings(sam)[:1] != ["drafts_go_soon"]


# --- The log of a track


@pytest.fixture
def written(track, sam, samira, wim):
    """An entry with everything that hangs on it, and a value check for Sam alone."""
    entry = shared(an_entry(sam, reflection="Rustig blijven."), samira)
    asked = feedback.ask(entry, named=on(track, samira), question="Zag je dat?", by=sam)
    feedback.reply(asked, text="Ja, en het ging goed.", by=samira)
    Read.objects.create(experience=entry, person=samira)
    check, _made = check_of(track, Quarter.of(today()))
    answer_ask(check, sam, "Meer lef.")
    return entry


@pytest.fixture
def over(track, written):
    """The number of days until two years after the last day of the track are over."""
    return (track.ends_on + days(730) - today()).days + 1


def test_the_learner_is_told_at_thirty_and_seven_days(over, sam):
    night(over - 31)
    assert warnings(sam) == []
    night(over - 30)
    assert warnings(sam) == ["log_goes_soon"]
    night(over - 8)
    night(over - 7)
    night(over - 7)
    assert warnings(sam) == ["log_goes_soon", "log_goes_very_soon"]


def test_the_notice_names_the_day_and_leads_to_the_download(over, sam, samira, track):
    night(over - 30)

    event = Event.objects.get(kind="log_goes_soon")
    assert (events.link(event, sam), event.trail) == ("/my-data/", f"person:{sam.public_id}")
    assert event.words == {"track": ["track", track.pk], "goes_on": (today() + days(over)).isoformat()}
    assert (events.may_know(event, sam), events.may_know(event, samira)) == (True, False)


def test_then_everything_of_the_track_goes(over, written, track):
    for moment in (over - 30, over - 7, over - 1):
        night(moment)
    assert Experience.objects.exists()

    night(over)
    models = [Track, TrackPerson, Period, Experience, ExperienceVersion, Feedback, Ask, Answer, Read]
    assert [model.__name__ for model in models if model.objects.exists()] == []
    assert not Event.objects.filter(trail__in=[written.trail, track.trail]).exists()


def test_feedback_without_its_experience_goes_two_years_after_it_was_sent(written, sam):
    experiences.delete(written, by=sam)
    night(729)
    assert Feedback.objects.exists()

    night(731)
    assert not Feedback.objects.exists()


def test_a_track_goes_never_untold(over, sam):
    night(over + 100)
    assert warnings(sam) == ["log_goes_soon"]
    night(over + 101)
    night(over + 123)
    night(over + 129)
    assert Track.objects.exists()

    night(over + 130)
    assert not Track.objects.exists()


def test_a_track_that_stopped_early_counts_from_that_day(track, sam, over):
    Track.objects.update(ended_on=today() - days(700))
    night(1)

    assert warnings(sam) == ["log_goes_soon"]


def test_other_tracks_and_entries_without_a_track_stay(over, written, sam):
    free = an_entry(sam, "Thuis bedacht.")
    Experience.objects.filter(pk=free.pk).update(track=None)
    for moment in (over - 30, over - 7, over):
        night(moment)

    assert list(Experience.objects.all()) == [free]


# --- Value checks, reads and reminders


@pytest.fixture
def check(team, tom, sam):
    """A value check of the team, held today."""
    made = ValueCheck.objects.create(
        team=team,
        cycle="2026-11-20",
        due_on=today(),
        starts_at=timezone.now(),
        place="Huiskamer",
        facilitator=tom,
        planned_by=tom,
    )
    Participant.objects.create(value_check=made, person=sam).chosen.add(an_entry(sam))
    return made


@pytest.mark.parametrize(
    "fate", [{"closed_at": 0}, {"skipped_at": 0, "skip_reason": "Te druk."}, {}], ids=["held", "skipped", "neither"]
)
def test_after_two_years_it_stays_that_there_was_one(check, fate):
    facts = {name: timezone.now() if value == 0 else value for name, value in fate.items()}
    ValueCheck.objects.update(**facts)
    night(729)
    assert Participant.objects.exists()

    night(731)
    check.refresh_from_db()
    assert (check.place, check.facilitator, check.planned_by) == ("", None, None)
    assert check.skip_reason == ("–" if "skipped_at" in fate else "")
    assert not Participant.objects.exists()


def test_the_read_log_is_kept_two_years(written):
    night(730)
    assert Read.objects.exists()

    night(732)
    assert not Read.objects.exists()
