"""`python manage.py demo` fills an empty database with fictional people; only in demo mode."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from werkplek.demo import build


class Command(BaseCommand):
    help = "Fill an empty database with the fictional people of the demo (needs DEMO=true)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has a password that everybody knows. Set DEMO=true to load it.")
        if not build.is_empty():
            raise CommandError("There are people here already; the demo only goes into an empty database.")
        build.Builder().build()
        self.stdout.write(self.style.SUCCESS("The demo is loaded. Sign in with one of:"))
        for login in build.LOGINS:
            self.stdout.write(f"  {login}@{build.DOMAIN}  {build.PASSWORD}")
