"""Tables, one person who is signed in, and twenty notes; prints the session of that person."""

import datetime as dt
import json
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bare.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - settings come first here
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from .models import Note  # noqa: E402

call_command("migrate", verbosity=0)
call_command("migrate", verbosity=0, run_syncdb=True)  # the notes come without migrations, after the people
someone = get_user_model().objects.create_user("someone")
day, text = dt.date(2026, 11, 1), "Een paar zinnen over wat er gebeurde. " * 5
Note.objects.bulk_create(Note(author=someone, title=f"Notitie {n}", text=text, made_on=day) for n in range(20))
client = Client()
client.force_login(someone)
print(json.dumps({"cookie": client.cookies["session"].value, "ids": [note.pk for note in Note.objects.all()]}))
