"""Every rule that code, tests, documents and decisions name exists in docs/spec/."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SPEC = ROOT / "docs/spec"
APPS = ("accounts", "partnerships", "learningtracks", "instruments", "reflections", "werkplek")
PLACES = (*APPS, "templates", "static", "docs", "bin")
KINDS = {".py", ".md", ".html", ".toml", ".js", ".css"}
RULE = r"§\d+(?:\.\d+)?|[RTA]\d+|\d+[a-c]?"  # a section, a rule or threat or asset, a row of the matrix
# "access.md R28 and R30", "access.md rows 24-25", "domain.md §2.3 step 6": the page, and what is named behind it.
NAMED = re.compile(rf"(domain|access|reliability)\.md`?((?:[\s,;(#–-]*(?:\b(?:and|or|rows?)\b|steps? \d+|{RULE}))*)")


def _there(page: str) -> set[str]:
    """What can be named on this page: "§4.2", and on that of access "R28", "T9", "A13" and "22" (a row) too."""
    text = (SPEC / f"{page}.md").read_text()
    found = {f"§{number}" for number in re.findall(r"^##+ (\d+(?:\.\d+)?)", text, re.MULTILINE)}
    if page == "access":
        found |= set(re.findall(r"^(?:- |\| )([RT]?\d+[a-c]?)\b", text, re.MULTILINE) + re.findall(r"\b(A\d+) ", text))
    return found


def test_every_named_rule_exists() -> None:
    there = {page: _there(page) for page in ("domain", "access", "reliability")}
    files = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.suffix in KINDS]
    named = {
        (page, rule, str(path.relative_to(ROOT)))
        for path in [*files, *ROOT.glob("*.md"), ROOT / "conftest.py"]
        if SPEC not in path.parents
        for page, behind in NAMED.findall(path.read_text())
        for rule in re.findall(RULE, re.sub(r"steps? \d+", "", behind))
    }
    assert len(named) > 400
    assert sorted((page, rule, file) for page, rule, file in named if rule not in there[page]) == []
