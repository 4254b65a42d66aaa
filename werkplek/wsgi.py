"""The entry point for gunicorn. `manage.py` runs the start-up checks itself, a web server does not: they run here."""

import os

from django.core.checks import ERROR, run_checks
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application

from werkplek.charsets import refuse_other_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
application = refuse_other_charsets(get_wsgi_application())

if problems := [message for message in run_checks() if message.is_serious(ERROR)]:
    raise SystemCheckError("\n".join(str(message) for message in problems))
