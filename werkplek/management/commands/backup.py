"""`python manage.py backup PLACE` makes an encrypted back-up of the database (docs/operations.md)."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from werkplek.actions import archives, backups


class Command(BaseCommand):
    help = "Back up the database into an encrypted file, and read it back to its end."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("place", type=Path, help="A new file, or a folder in which one is made.")
        parser.add_argument("--keep", type=int, metavar="DAYS", help="Remove back-ups in that folder that are older.")
        parser.add_argument("--new-key", action="store_true", help="Make the key BACKUP_KEY_FILE first.")

    def handle(self, *args: Any, place: Path, keep: int | None, new_key: bool, **options: Any) -> None:
        path = settings.BACKUP_KEY_FILE
        try:
            if new_key:
                archives.make_key(path)
                self.stdout.write(f"The key is {path}. Copy it to another place: without it a back-up cannot be read.")
            file, gone = backups.make(place, archives.read_key(path), timezone.now(), keep)
        except archives.Failed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size} bytes, read back to its end.")
        for old in gone:
            self.stdout.write(f"Removed: {old.name}")
