"""`python manage.py demo` fills an empty database with fictional people; only in demo mode. With `--again` it puts the
demo back as it began."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.values import Refused
from werkplek.actions import demo
from werkplek.demo import build
from werkplek.demo.cast import CAST, PASSWORD, address_of


class Command(BaseCommand):
    help = "Fill an empty database with the fictional people of the demo (needs DEMO=true)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="Put a demo that is there back as it began.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has a password that everybody knows. Set DEMO=true to load it.")
        if options["again"]:
            self._again()
        elif not build.is_empty():
            raise CommandError("There are people here already; the demo only goes into an empty database.")
        else:
            build.Builder().build()
        self.stdout.write(self.style.SUCCESS("The demo is loaded. Sign in with one of:"))
        for login, _name, _what in CAST:
            self.stdout.write(f"  {address_of(login)}  {PASSWORD}")

    def _again(self) -> None:
        try:
            demo.begin_again()
        except Refused:
            raise CommandError("These are not the people of the demo; nothing was removed.") from None
