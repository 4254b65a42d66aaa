"""One command puts the whole of Team Beuk in its value check, at any part of it."""

from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from reflections.values import MoveKind, SessionRole
from werkplek.demo import played
from werkplek.demo.cast import address_of


def test_every_part_can_be_played_and_stands_on_the_wall(db, settings, client, capsys):
    settings.DEMO = True
    call_command("demo")
    reached = []
    for part in played.PARTS:  # from the beginning, and below from one part to the next
        with transaction.atomic():
            room = played.play(part)
            reached.append((room.board["phase"], len(room.here)))
            transaction.set_rollback(True)
    stepped = [played.play(part).board["phase"] for part in ("stories", "harvest", "check_in")]
    capsys.readouterr()

    call_command("demo", "--play", "harvest")
    wall = capsys.readouterr().out.split()[-1]
    client.force_login(User.objects.get(email=address_of("tom")))
    page = client.get(urlsplit(wall).path).content.decode()

    assert reached == [(part, 6) for part in played.PARTS]
    assert stepped == ["stories", "harvest", "harvest"]
    assert ("4 verhalen" in page, "6 van de 13 zinnen bevestigd" in page) == (True, True)
    others = played.Play(room.value_check)
    others.do("mo", MoveKind.HAND_OVER, role=SessionRole.FACILITATOR, to=others.seats["tom"].number)
    with pytest.raises(CommandError, match="Somebody else leads"):
        call_command("demo", "--play", "check_out")
