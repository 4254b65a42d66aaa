"""Every variable is described once, and no test listens to a developer's own environment."""

import re
from pathlib import Path

import pytest

from werkplek.tests import services

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = [
    "werkplek/settings.py",
    "werkplek/gunicorn.py",
    "werkplek/tests/servers.py",
    "werkplek/tests/services.py",
    "bin/run.py",
    "bin/test.py",
]
OF_OTHERS = {"PATH", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE"}
READ = re.compile(r"""(?:\benv(?:\.\w+)?\(|environ(?:\.get\(|\.setdefault\(|\[))\s*"([A-Z_]+)\"""")
TESTS_ONLY = {"TEST_DATABASE_URL", "TEST_REDIS_URL", "CHROMIUM", "CI", "WEB_CONCURRENCY"}


def documented() -> list[str]:
    return re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def used() -> set[str]:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in READERS]
    return {name for text in texts for name in READ.findall(text)} - OF_OTHERS


def test_every_variable_is_documented_once(used):
    assert sorted(documented()) == sorted(used)


def test_every_variable_has_a_sentence():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    before = [lines[number - 1] for number, line in enumerate(lines) if re.match(r"#[A-Z_]+=", line)]

    assert [line for line in before if not re.fullmatch(r"# [A-Za-z].{15,}[.]", line)] == []


def test_tests_ignore_the_developers_own_environment():
    assert set(documented()) - TESTS_ONLY == set(services.ENVIRONMENT)
