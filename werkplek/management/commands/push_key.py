"""`python manage.py push_key` makes the key for messages on people's own devices (docs/operations.md)."""

from typing import Any

from django.core.management.base import BaseCommand

from partnerships.actions.pushes import new_key


class Command(BaseCommand):
    help = "Make a key for PUSH_KEY. With another key everybody has to switch messages on again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"PUSH_KEY={new_key()}")
