#!/usr/bin/env python3
"""Werkplek's command line: `python manage.py help` lists the words."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
    execute_from_command_line(sys.argv)
