"""`python manage.py demo` fills an empty database with fictional people; only in demo mode. With `--again` it puts the
demo back as it began; with `--play harvest` it plays the value check of Team Beuk up to that part."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.values import Refused
from werkplek.actions import demo
from werkplek.demo import build, played
from werkplek.demo.cast import CAST, PASSWORD, address_of


class Command(BaseCommand):
    help = "Fill an empty database with the fictional people of the demo (needs DEMO=true)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="Put a demo that is there back as it began.")
        parser.add_argument("--play", choices=played.PARTS, help="Play the value check of Team Beuk up to this part.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has a password that everybody knows. Set DEMO=true to load it.")
        if options["play"]:
            self._play(options["play"])
        else:
            self._load(again=options["again"])

    def _load(self, *, again: bool) -> None:
        if again:
            self._again()
        elif not build.is_empty():
            raise CommandError("There are people here already; the demo only goes into an empty database.")
        else:
            build.Builder().build()
        self.stdout.write(self.style.SUCCESS("The demo is loaded. Sign in with one of:"))
        for login, _name, _what in CAST:
            self.stdout.write(f"  {address_of(login)}  {PASSWORD}")

    def _play(self, part: str) -> None:
        try:
            room = played.play(part)
        except Refused:
            raise CommandError("Somebody else leads that session. Put the demo back first, with --again.") from None
        wall = reverse("reflections:room_wall", args=[room.value_check.public_id])
        self.stdout.write(f"The screen on the wall, for one of Team Beuk such as {address_of('tom')}:")
        self.stdout.write(f"  {settings.SITE_URL}{wall}")

    def _again(self) -> None:
        try:
            demo.begin_again()
        except Refused:
            raise CommandError("These are not the people of the demo; nothing was removed.") from None
