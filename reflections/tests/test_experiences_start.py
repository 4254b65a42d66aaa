"""Beginning an experience: a draft that nobody else can know of."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.values import Refused, today
from learningtracks.models.tracks import Track
from partnerships.models.events import Event
from reflections.actions import experiences
from reflections.models.experiences import Experience
from reflections.tests.logbook import SITUATION, a_draft


def test_a_draft_is_of_today_and_of_the_only_running_track(sam, track):
    draft = experiences.start(situation=SITUATION, by=sam)

    assert (draft.happened_on, draft.track, draft.is_draft, draft.version) == (today(), track, True, 1)


def test_with_two_running_tracks_the_learner_chooses_later(sam, track):
    Track.objects.create(
        partnership=track.partnership,
        learner=sam,
        title="Tweede",
        workplace=track.workplace,
        starts_on=track.starts_on,
        ends_on=track.ends_on,
    )

    assert experiences.start(situation=SITUATION, by=sam).track is None


def test_a_draft_leaves_no_event(sam, track):
    a_draft(sam)

    assert list(Event.objects.all()) == []


def test_only_who_works_or_learns_somewhere_begins_one(samira, track):
    assert experiences.start(situation=SITUATION, by=samira).track is None

    samira.memberships.update(ended_at=timezone.now())
    with pytest.raises(Refused):
        experiences.start(situation=SITUATION, by=samira)


def test_the_day_can_be_an_earlier_one(sam, track):
    day = dt.date(2026, 1, 5)

    assert experiences.start(situation=SITUATION, happened_on=day, by=sam).happened_on == day


def test_nobody_else_finds_a_draft(sam, samira, track):
    draft = a_draft(sam)

    assert list(Experience.objects.visible_to(sam)) == [draft]
    assert list(Experience.objects.visible_to(samira)) == []
