"""`manage.py todos`: lay the table of to-dos beside the facts, and mend it with `--mend`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from partnerships import todos
from partnerships.actions.todos import put_right


class Command(BaseCommand):
    help = "Say how many to-dos differ from the facts, a kind a line. Nothing differs: no line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in (put_right() if options["mend"] else todos.differences()).items():
            self.stdout.write(f"{kind} {count}")
