"""`python manage.py after_restore` makes a database that came out of a back-up safe to start (docs/operations.md)."""

import argparse
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from werkplek.actions import restoring


class Command(BaseCommand):
    help = "After a restore: erase again who was erased, end sessions and calendar links, hold back waiting mail."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--erased", type=Path, help="A file with the public ids of erased people.")

    def handle(self, *args: Any, erased: Path | None, **options: Any) -> None:
        try:
            gone = [uuid.UUID(line) for line in erased.read_text(encoding="utf-8").split()] if erased else []
        except (OSError, ValueError) as error:
            raise CommandError(f"{erased} is no list of public ids: {error}") from error
        done = restoring.settle(timezone.now(), gone)
        self.stdout.write(
            f"Erased again: {done.erased}. Sessions ended: {done.sessions}. "
            f"Calendar links ended: {done.calendar_links}. "
            f"Reminders lapsed: {done.reminders}. Mails held back: {done.mails}."
        )
