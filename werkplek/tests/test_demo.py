"""The demo fills every corner, and only in demo mode."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import PieceState
from partnerships.models.events import Event
from partnerships.models.organisations import Organisation
from reflections.models.attachments import Attachment
from reflections.models.feedback import FeedbackRequest
from reflections.models.passes import Pass
from reflections.models.rooms import GuestPass
from reflections.models.value_checks import ValueCheck
from werkplek.actions.demo import begin_again
from werkplek.demo.cast import DOMAIN, PASSWORD, WHAT, address_of

A_DAY = dt.timedelta(days=1)


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
    assert (Track.objects.count(), Track.objects.filter(self_begun=True).count()) == (27, 1)
    assert {check.standing for check in ValueCheck.objects.all()} == {"closed", "live", "planned", "skipped"}
    assert [check.is_telling for check in ValueCheck.objects.filter(form="apart", closed_at=None)] == [True]
    states = {str(piece.state) for piece in Piece.objects.with_versions()}
    assert states == set(PieceState.values)
    assert {str(talk.standing) for talk in Conversation.objects.all()} == {"planned", "now", "held"}
    assert {str(review.standing) for review in TrackReview.objects.with_heads()} == {"draft", "submitted", "locked"}
    assert Track.objects.filter(periods__puzzle__frozen_at__isnull=False).distinct().count() > 3
    talks = Ask.objects.filter(kind="partnership_conversation")
    handed_in = [talk.sheets.filter(handed_in_at__isnull=False).count() for talk in talks.newest_first()]
    assert handed_in == [1, 3, 2]  # one that is written for, the last one in which Sam wrote along, the one before
    passes = Pass.objects.asked_by(sam)
    asked = [("Els Hofstra", True), ("Joke Prins", False), ("Piet Bos", False)]  # two at once about one experience
    assert [(one.called, bool(one.answer)) for one in passes] == asked
    assert [one.author.name for one in Attachment.objects.filter(experience=None)] == ["Wim Bakker"]
    assert [(one.called, one.value_check.standing) for one in GuestPass.objects.all()] == [("Ria Post", "planned")]
    assert_over_time()
    assert_happened_then()
    assert capsys.readouterr().out.count("werkplek-demo") == 8


def assert_over_time():
    """Three scans that may be shown and three rounds that everybody answered, so that something changes; one open."""
    scans = Ask.objects.filter(kind="condition_scan")
    there = scans.filter(team__name="Team Beuk").order_by("started_at")
    assert [sum(scan.totals["conditions.feedback"][2:4]) for scan in there] == [1, 2, 6]
    assert scans.open().get().team.name == "Team Eik"
    rounds = Ask.objects.filter(kind="round", period__track__learner__name="Sam de Vries")
    assert [one.sheets.exclude(handed_in_at=None).count() for one in rounds] == [3, 3, 3]
    assert Ask.objects.filter(kind="round", team__name="Team Beuk", closed_at__isnull=False).count() == 3


def assert_happened_then():
    """What began before today says so, in the histories and at the bell; and nobody meets in a weekend."""
    now = timezone.now()
    began = [*Ask.objects.filter(started_at__lt=now - A_DAY), *ActionPoint.objects.filter(made_at__lt=now - A_DAY)]
    today = Event.objects.filter(trail__in={one.trail for one in began}, at__gt=now - A_DAY)
    assert [(event.kind, event.about) for event in today] == []
    assert [talk for talk in Conversation.objects.all() if timezone.localdate(talk.starts_at).weekday() > 4] == []


# --- Coming in, and beginning again ---------------------------------------------------------------------------


@pytest.fixture
def demo(db, settings, tmp_path):
    """A demo with one of its people, quickly; building all of it is for who asks."""
    settings.DEMO = True
    settings.OUTBOX_DIR = tmp_path
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    cache.clear()
    yield User.objects.create_user(address_of("sam"), PASSWORD, name="Sam de Vries")
    cache.clear()


def test_the_sign_in_page_lists_the_people_of_the_demo(demo, client):
    page = client.get("/account/login/").content.decode()

    assert [f'name="login" value="{address_of(login)}"' in page for login in WHAT] == [True] * 8


def test_one_tap_and_you_are_one_of_them(demo, client):
    answer = client.post("/account/login/", {"login": address_of("sam"), "password": PASSWORD})

    assert (answer.url, client.session["_auth_user_id"]) == ("/", str(demo.pk))


@pytest.mark.parametrize(("mode", "domain"), [(False, DOMAIN), (True, "linde.example")])
def test_where_real_people_live_nobody_is_listed_and_nothing_begins_again(demo, client, settings, mode, domain):
    settings.DEMO = mode
    User.objects.update(email=f"sam@{domain}")

    assert "Kies wie je bent" not in client.get("/account/login/").content.decode()
    assert (client.get("/demo/again/").status_code, client.post("/demo/again/").status_code) == (404, 404)
    with pytest.raises(Refused):
        begin_again()
    assert list(User.objects.all()) == [demo]


def test_a_command_begins_again_in_a_demo_only(sam, settings):
    settings.DEMO = True
    User.objects.update(email="sam@linde.example")

    with pytest.raises(CommandError, match="nothing was removed"):
        call_command("demo", "--again")


@pytest.mark.both("every table is emptied, and what others hold on to is kept")
def test_beginning_again_puts_everything_back_with_a_session_for_now(demo, client, tmp_path):
    visitor = User.objects.create_user("bezoeker@school.example", PASSWORD, name="Een bezoeker")
    client.force_login(visitor)
    (tmp_path / "een.log").write_bytes(b"Subject: Oud")
    own = Organisation.objects.create(name="Van een bezoeker", kind="school")
    Instrument.objects.create(slug="own", organisation=own, answer="text", title_nl="Eigen", fingerprint="x")
    kept = set(Instrument.objects.ours().values_list("pk", flat=True))
    assert "We verwijderen alles" in client.get("/demo/again/").content.decode()

    answer = client.post("/demo/again/", follow=True)

    assert "Kies wie je bent" in answer.content.decode()
    assert not User.objects.filter(email="bezoeker@school.example").exists()
    assert set(Instrument.objects.ours().values_list("pk", flat=True)) == kept
    assert not Instrument.objects.filter(slug="own").exists()
    planned = ValueCheck.objects.upcoming().filter(starts_at__isnull=False).exclude(form="apart")
    assert [check.starts_at.date() for check in planned] == [timezone.now().date()]
    assert (Session.objects.filter(session_key=client.session.session_key).exists(), list(tmp_path.glob("*.log"))) == (
        False,
        [],
    )


def test_it_begins_again_a_few_times_and_no_more(demo, client, monkeypatch):
    begun = []
    monkeypatch.setattr("werkplek.actions.demo.begin_again", lambda: begun.append(1))
    answers = [client.post("/demo/again/").status_code for _time in range(4)]

    assert (answers, len(begun)) == ([302, 302, 302, 429], 3)
