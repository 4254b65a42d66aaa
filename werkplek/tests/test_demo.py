"""The demo fills every corner, and only in demo mode."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from instruments.models.asks import Ask
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import PieceState
from reflections.models.feedback import FeedbackRequest
from reflections.models.value_checks import ValueCheck


def test_the_demo_refuses_outside_demo_mode(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("demo")

    assert not User.objects.exists()


def test_the_demo_refuses_a_database_with_people(sam, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="already"):
        call_command("demo")


@pytest.mark.both("nearly every action once")
def test_the_demo_gives_everybody_something_to_do(db, settings, capsys):
    settings.DEMO = True

    call_command("demo")

    samira, sam = User.objects.get(email__startswith="samira@"), User.objects.get(email__startswith="sam@")
    waiting = FeedbackRequest.objects.waiting_for(samira)
    assert {request.experience.track.school.name for request in waiting} == {"ROC Waterland", "Hogeschool Amstel"}
    assert sam.check_password("werkplek-demo")
    assert Track.objects.count() == 26
    assert {check.standing for check in ValueCheck.objects.all()} == {"closed", "planned", "skipped"}
    states = {str(piece.state) for piece in Piece.objects.with_versions()}
    assert states == set(PieceState.values)
    assert {str(talk.standing) for talk in Conversation.objects.all()} == {"planned", "now", "held"}
    assert {str(review.standing) for review in TrackReview.objects.with_heads()} == {"draft", "submitted", "locked"}
    assert Track.objects.filter(periods__puzzle__frozen_at__isnull=False).distinct().count() > 3
    talks = Ask.objects.filter(kind="partnership_conversation")
    handed_in = [talk.sheets.filter(handed_in_at__isnull=False).count() for talk in talks.newest_first()]
    assert handed_in == [1, 3, 2]  # one that is written for, the last one in which Sam wrote along, the one before
    assert_over_time()
    assert capsys.readouterr().out.count("werkplek-demo") == 7


def assert_over_time():
    """Three scans that may be shown and three rounds that everybody answered, so that something changes; one open."""
    scans = Ask.objects.filter(kind="condition_scan")
    there = scans.filter(team__name="Team Beuk").order_by("started_at")
    assert [sum(scan.totals["conditions.feedback"][2:4]) for scan in there] == [1, 2, 6]
    assert scans.open().get().team.name == "Team Eik"
    rounds = Ask.objects.filter(kind="round", period__track__learner__name="Sam de Vries")
    assert [one.sheets.exclude(handed_in_at=None).count() for one in rounds] == [3, 3, 3]
    assert Ask.objects.filter(kind="round", team__name="Team Beuk", closed_at__isnull=False).count() == 3
