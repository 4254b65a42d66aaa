"""`python manage.py restore FILE` puts a back-up back and makes it safe to start (docs/operations.md)."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from reflections.models.experiences import Experience
from werkplek.actions import archives, restoring


class Command(BaseCommand):
    help = "Fill an empty database from a back-up. Erases again who was erased, ends sessions, holds back waiting mail."
    requires_system_checks = ()  # one of them says that a restore was broken off: this mends that

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="The database is not empty; everything in it goes.")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            done, last = restoring.put_back(file, archives.read_key(settings.BACKUP_KEY_FILE), replace=replace)
        except archives.Failed as error:
            raise CommandError(str(error)) from error
        until = f"{timezone.localtime(last):%Y-%m-%d %H:%M}" if last else "never"
        people, experiences = User.objects.count(), Experience.objects.count()
        self.stdout.write(f"Put back: {people} people, {experiences} experiences. Last event: {until}.")
        self.stdout.write(
            f"Erased again: {done.erased}. Sessions ended: {done.sessions}. "
            f"Calendar links ended: {done.calendar_links}. "
            f"Reminders lapsed: {done.reminders}. Mails held back: {done.mails}."
        )
