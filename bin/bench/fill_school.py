"""Fills a school beside what is there, in minutes: very many people, tracks, experiences, stories, rounds and notices.

Some have very much: the first learner 300 experiences, the first praktijkopleider nearly 30 tracks, each coordinator
more than 300, and most of those who sit in a value check told a story there, each quarter for three years.
"""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - settings come first here

from bench.fill_small import give_second_steps  # noqa: E402
from bench.school import SCHOOL, School, Size  # noqa: E402
from bench.school_asks import fill_rounds, fill_scans  # noqa: E402
from bench.school_events import fill_events, see_settled  # noqa: E402
from bench.school_people import fill_people, fill_places  # noqa: E402
from bench.school_reflections import fill_checks, fill_experiences, fill_feedback, fill_stories  # noqa: E402
from bench.school_tracks import fill_pieces, fill_tracks  # noqa: E402
from partnerships import todos  # noqa: E402


def fill(size: Size = SCHOOL) -> None:
    school = School(size)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys hold by arithmetic: not asked
        cursor.execute("SET LOCAL statement_timeout = 0")
        for part in (fill_places, fill_people, fill_tracks, fill_pieces, fill_experiences, fill_feedback):
            part(school)
        for part in (fill_checks, fill_stories, fill_rounds, fill_scans, fill_events):
            part(school)
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL session_replication_role = origin")
    give_second_steps()
    todos.put_right()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        see_settled()


if __name__ == "__main__":
    began = time.monotonic()
    fill()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")  # as a database is that filled in three years
    print(f"a school filled in {time.monotonic() - began:.0f} s")
