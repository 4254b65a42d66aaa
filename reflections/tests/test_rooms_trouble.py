"""Many people at one board, and web processes that die under them (reliability.md §1.2, §2)."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.values import Refused
from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import rooms
from reflections.live.board import fold
from reflections.models.rooms import Seat, SessionMove
from reflections.models.stories import StoryNote
from reflections.tests.live import Session
from reflections.values import MoveKind, Phase, SessionRole, ValueLevel
from werkplek.tests import servers
from werkplek.tests.services import database_address, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]
PEOPLE, MOVES = int(os.environ.get("LIVE_PEOPLE", "6")), int(os.environ.get("LIVE_MOVES", "8"))
STALL = float(os.environ.get("LIVE_STALL", "0.05"))  # seconds at most between two moves of one client
KILLS, KILL_EVERY = int(os.environ.get("LIVE_KILLS", "2")), float(os.environ.get("LIVE_KILL_EVERY", "1"))


@pytest.fixture
def people(company, team):
    found = [make_person(f"Deelnemer {number}") for number in range(PEOPLE - 1)]
    for person in found:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return found


@pytest.fixture
def session(team, tom, people, track):
    """Tom leads; the first of the others tells, the second writes."""
    session = Session(team, tom, *people)
    session.tell(tom, people[0], people[1], "Het begin.")
    return session


class Hand(threading.Thread):
    """One client that keeps making moves on what it saw last, with stalls, and is told of every one that is refused."""

    def __init__(self, session: Session, seat: Seat, seed: int):
        super().__init__()
        self.session, self.seat, self.chance = session, seat, random.Random(seed)
        self.accepted: list[int] = []
        self.told: list[str] = []
        self.failed: list[Exception] = []

    def run(self):
        version = 0
        try:
            for number in range(MOVES):
                time.sleep(self.chance.random() * STALL)
                kind, payload = self.thinks_of(number)
                try:
                    key = uuid.uuid4()
                    facts = {"kind": kind, "payload": payload, "client_id": key, "based_on": version, "by": self.seat}
                    done = [rooms.move(self.session.check, **facts) for _twice in range(self.chance.choice((1, 1, 2)))]
                    self.accepted.append(done[0].number)
                    assert {each.number for each in done} == {done[0].number}
                except rooms.Clash as clash:
                    self.told.append(str(clash))
                    version = clash.board.version
                except Refused as refusal:
                    self.told.append(str(refusal.reason))
        except Exception as error:
            self.failed.append(error)
        finally:
            connection.close()

    def thinks_of(self, number: int):
        teller = 2
        note = {"story": teller, "level": ValueLevel.APPLIED, "text": f"{self.seat.number}-{number}", "item": ""}
        known = list(StoryNote.objects.filter(removed_at=None).values_list("public_id", flat=True)[:20])
        chosen = [str(self.chance.choice(known))]
        edit = {"notes": chosen, "level": ValueLevel.REALISED, "text": f"anders {number}"}
        return self.chance.choice(
            [
                (MoveKind.NOTE, note),
                (MoveKind.NOTE, note),
                (MoveKind.EDIT_NOTE, edit),
                (MoveKind.CONFIRM, {"notes": chosen}),
                (MoveKind.ASK, {}),
                (MoveKind.ASKED, {"seat": 0}),
                (MoveKind.CLAIM, {"role": SessionRole.SCRIBE}),
                (MoveKind.PHASE, {"to": self.chance.choice([Phase.HARVEST, Phase.STORIES])}),
                (MoveKind.TIME, {"minutes": 2}),
            ]
        )


@pytest.mark.both("locks, and who waits for whom")
def test_what_many_do_at_once_makes_one_board(session, record_property):
    """Every accepted move is in the log once, who was refused was told, and the fold is the board."""
    before = SessionMove.objects.count()
    hands = [Hand(session, seat, seed) for seed, seat in enumerate(Seat.objects.select_related("person"))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    accepted = [number for hand in hands for number in hand.accepted]
    told = sum(len(hand.told) for hand in hands)
    record_property("figure", f"{len(hands)} clients × {MOVES} moves: {len(accepted)} accepted, {told} told no, 0 lost")
    assert [hand.failed for hand in hands if hand.failed] == []
    assert (len(accepted) + told, len(set(accepted))) == (len(hands) * MOVES, len(accepted))
    assert SessionMove.objects.count() - before == len(accepted)
    assert list(SessionMove.objects.values_list("number", flat=True)) == list(range(1, before + len(accepted) + 1))
    board = session.board
    assert fold(rooms.moves_of(session.check)) == board
    rows = {str(row.public_id): (row.text, row.level, bool(row.confirmed_at)) for row in StoryNote.objects.all()}
    assert rows == {note.id: (note.text, note.level, note.confirmed) for note in board.notes}


# --- Web processes that die -------------------------------------------------------------------------------------


@pytest.fixture
def web(processes):
    """Two real web workers on the database of this test."""
    port = servers.free_port()
    config = ["--config", "werkplek/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    facts = {"DATABASE_URL": database_address(), "SITE_URL": address, "WEB_CONCURRENCY": "2"}
    process = processes.start(sys.executable, "-m", "gunicorn", "werkplek.wsgi", *config, **facts)
    process.address = address
    assert until(lambda: workers_of(process) and answers(address)), process.output()
    return process


def workers_of(process):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.popen.pid)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:  # noqa: S310 - ourselves
            return answer.status == 200
    except OSError:
        return False


def send_note(web, cookie, check, key, text):
    """As the script of the page: the same id again until there is an answer."""
    sent = {"kind": "note", "id": key, "based_on": 0, "story": 2, "level": "applied", "text": text}
    token = "c" * 32
    headers = {"Content-Type": "application/json", "X-CSRFToken": token}
    headers |= {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={token}"}
    address = web.address + reverse("reflections:room_moves", args=[check.public_id])
    for _try in range(60):
        request = urllib.request.Request(address, json.dumps(sent).encode(), headers)  # noqa: S310 - ourselves
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return json.load(answer)["number"]
        except OSError as error:
            if getattr(error, "code", 500) < 500:  # noqa: PLR2004 - refused, and not by a process that died
                raise
            time.sleep(0.2)
    raise AssertionError("nobody answers any more")


@pytest.mark.long("deaths of processes")
@pytest.mark.delivery
def test_no_acknowledged_note_is_lost_when_web_workers_are_killed(session, web, people, record_property):
    scribe = Client()
    scribe.force_login(people[1])
    cookie = scribe.cookies[settings.SESSION_COOKIE_NAME].value
    acknowledged, kills = {}, 0
    ends = time.monotonic() + (KILLS + 0.5) * KILL_EVERY
    next_kill = time.monotonic() + KILL_EVERY / 2
    while time.monotonic() < ends or kills < KILLS:
        if kills < KILLS and time.monotonic() >= next_kill and (victims := workers_of(web)):
            os.kill(victims[0], signal.SIGKILL)
            kills, next_kill = kills + 1, next_kill + KILL_EVERY
        key = str(uuid.uuid4())
        acknowledged[key] = send_note(web, cookie, session.check, key, f"notitie {len(acknowledged)}")

    record_property("figure", f"{kills} kills: {len(acknowledged)} notes acknowledged, 0 lost")
    stored = {
        str(key): number for key, number in SessionMove.objects.filter(kind="note").values_list("client_id", "number")
    }
    assert {key: number for key, number in acknowledged.items() if stored.get(key) != number} == {}
    assert StoryNote.objects.count() == len(stored)
    assert fold(rooms.moves_of(session.check)) == session.board
