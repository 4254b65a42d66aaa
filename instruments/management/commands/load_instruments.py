"""Bring the instruments that come with Werkplek into the database: `manage.py load_instruments [--list]`."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from instruments.actions.instruments import load
from instruments.models.instruments import Instrument
from learningtracks.editions import Unreadable, read_all


class Command(BaseCommand):
    help = "Publishes the versions of instruments that are not in the database yet. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="Show what is there: slug@version and its items.")
        parser.add_argument("--folder", type=Path, help="Where the files are, when not with the layers.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for instrument in Instrument.objects.ours().with_items():
                self.stdout.write(line(instrument))
            return
        try:
            made = load(read_all(options["folder"]))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        for instrument in made:
            self.stdout.write(f"Published {instrument}.")
        if not made:
            self.stdout.write("Nothing changed: every instrument is there already.")


def line(instrument: Instrument) -> str:
    """`hill@1 7 (22 indicator, 16 tip)`: the items, and between brackets what hangs under them."""
    under = Counter(part.kind for item in instrument.tree for part in item.parts)
    more = ", ".join(f"{number} {kind}" for kind, number in under.items())
    return f"{instrument} {len(instrument.tree)}" + (f" ({more})" if more else "")
