"""The tests of every commit, or with the word `long` all there are: on PostgreSQL with Redis, on SQLite, in a browser.
What runs where and when, and why: werkplek/tests/backends.py and docs/decisions/0050.

Two at the same time, because tests wait for browsers and workers. The long run traces coverage on SQLite, and on
PostgreSQL what the backend can change.
What could not be had on this machine is printed as NOT RUN in the last lines; with CI=true that is a failure.
Further arguments go to pytest (`make test ARGS="accounts -k sign_in"`); with those the coverage is not judged.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkplek.tests import servers

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "var" / "test"
PERFECT = ("policy", "access", "actions", "privacy")  # these decide who sees and does what
ENOUGH = 95.0
NO_TESTS = 5  # pytest's exit code when nothing was selected
CORES = os.cpu_count() or 2
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}  # else hundreds of processes compile the same files, each for itself
SLOWEST = 12  # files that are named with their seconds


@dataclass
class Part:
    """One run of pytest, and what came of it."""

    name: str
    marker: str
    processes: int = CORES
    traced: bool = False
    env: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    passed: int = 0
    failed: int = 0
    skipped: dict[str, str] = field(default_factory=dict)  # test: reason
    seen: set[str] = field(default_factory=set)
    figures: list[str] = field(default_factory=list)  # what tests measured: record_property("figure", "…")
    once: Counter[str] = field(default_factory=Counter)  # reason: how many tests it keeps to this part
    spent: dict[str, float] = field(default_factory=dict)  # file: seconds
    seconds: float = 0

    @property
    def report(self) -> Path:
        return RESULTS / f"{self.name.split()[0].lower()}.xml"

    def line(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        here = f", {self.once.total()} of them here only" if self.once else ""
        return f"{self.name}: {self.passed} passed{failed} in {self.seconds:.0f} s{here}"


def main(arguments: list[str]) -> int:
    """Run every part; 0 when all is well."""
    long = arguments[:1] == ["long"]
    arguments = arguments[1:] if long else arguments
    traced = long and not arguments
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        parts = [
            with_servers(stack, Part("PostgreSQL + Redis", "not browser")),
            with_chromium(Part("browser", "browser")),
            Part("SQLite", "not browser", processes=CORES if long else 1, traced=traced),
        ]
        if traced and not parts[0].missing:  # what the backend can change is traced on both
            parts[0].marker = "not browser and not both"
            parts.append(with_servers(stack, Part("Traced PostgreSQL + Redis", "not browser and both", traced=True)))
        backends = "sqlite" if parts[0].missing else "sqlite postgresql"
        for part in parts:
            part.env |= {"TEST_BACKENDS": backends, "TEST_LONG": str(long).lower(), "TEST_SHARED": str(RESULTS)}
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda part: run(part, arguments), [part for part in parts if not part.missing]))
    weak = weak_spots() if traced and not any(part.missing for part in parts) else None
    return conclude(parts, weak)


def with_servers(stack: contextlib.ExitStack, part: Part) -> Part:
    try:
        part.env["TEST_DATABASE_URL"] = stack.enter_context(servers.postgres())
        part.env["TEST_REDIS_URL"] = stack.enter_context(servers.redis_url())
    except servers.Missing as reason:
        part.missing = str(reason)
    return part


def with_chromium(part: Part) -> Part:
    try:
        servers.chromium()
    except servers.Missing as reason:
        part.missing = str(reason)
    return part


def run(part: Part, arguments: list[str]) -> None:
    """Run the tests of `part` and count them. What pytest says is shown when it is done, one part after another."""
    print(f"{part.name}: begins with {part.processes} processes", flush=True)
    chosen = {name: value for name, value in os.environ.items() if name not in ("TEST_DATABASE_URL", "TEST_REDIS_URL")}
    env = {**chosen, **part.env, "COVERAGE_FILE": str(RESULTS / ".coverage"), **BYTECODE}
    command = [sys.executable, *(["-m", "coverage", "run"] if part.traced else []), "-m", "pytest", "-q"]
    command += ["-n", str(part.processes), "--dist", "worksteal", "-m", part.marker]
    command += [f"--junitxml={part.report}", f"--output={RESULTS / 'browser'}", *arguments]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    part.seconds = time.monotonic() - started
    print(f"\n=== {part.name} ===\n{done.stdout.decode(errors='replace')}", flush=True)
    count(part)
    if done.returncode not in (0, NO_TESTS) and not part.failed:
        part.failed = 1  # pytest itself stumbled: that is no success


def count(part: Part) -> None:
    if not part.report.exists():
        return
    for case in ET.parse(part.report).iter("testcase"):  # noqa: S314 - written by pytest a moment ago
        test = f"{case.get('classname')}::{case.get('name')}"
        part.seen.add(test)
        file = case.get("classname", "")
        part.spent[file] = part.spent.get(file, 0) + float(case.get("time", 0))
        properties = [(each.get("name"), each.get("value", "")) for each in case.iter("property")]
        part.figures += [value for name, value in properties if name == "figure"]
        part.once.update(value for name, value in properties if name == "once")
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            part.failed += 1
        elif skip is not None:
            part.skipped[test] = skip.get("message", "")
        else:
            part.passed += 1


def weak_spots() -> list[str]:
    """Where the tests of all parts together reach too little, branches counted."""
    env = {**os.environ, "COVERAGE_FILE": str(RESULTS / ".coverage")}
    for words in (
        ["combine", "-q"],
        ["json", "-q", "-o", str(RESULTS / "coverage.json")],
        ["html", "-q", "-d", "var/test/html"],
    ):
        subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, env=env, check=False)
    files = json.loads((RESULTS / "coverage.json").read_text(encoding="utf-8"))["files"]
    weak = []
    elsewhere: dict[str, dict[str, dict[str, Any]]] = {}
    for name, entry in sorted(files.items()):
        if any(part.removesuffix(".py") in PERFECT for part in Path(name).parts[1:]):
            if share([entry]) < 100:
                weak.append(f"{share([entry]):6.1f} % of 100 %  {name}  lines {holes(entry)}")
        else:
            elsewhere.setdefault(Path(name).parts[0], {})[name] = entry
    for layer, entries in elsewhere.items():
        if (reached := share(list(entries.values()))) < ENOUGH:
            weak.append(f"{reached:6.1f} % of {ENOUGH:.0f} %   {layer}, all other files; the emptiest:")
            worst = sorted(entries, key=lambda name: share([entries[name]]))[:6]
            weak += [f"{share([entries[name]]):17.1f} %  {name}  lines {holes(entries[name])}" for name in worst]
    return weak


def share(entries: list[dict[str, Any]]) -> float:
    """The percentage of statements and branches that were reached."""
    sums = [entry["summary"] for entry in entries]
    total = sum(each["num_statements"] + each["num_branches"] for each in sums)
    reached = sum(each["covered_lines"] + each["covered_branches"] for each in sums)
    return 100.0 * reached / total if total else 100.0


def holes(entry: dict[str, Any]) -> str:
    lines = [str(line) for line in entry["missing_lines"]]
    lines += [f"{start}->{'exit' if end < 0 else end}" for start, end in entry["missing_branches"]]
    return ", ".join(lines[:12]) + (" ..." if len(lines) > 12 else "")


def conclude(parts: list[Part], weak: list[str] | None) -> int:
    """Tell what happened, most important last. `weak` is None when only some of the tests ran."""
    not_run = [f"NOT RUN: {part.name} ({part.missing})" for part in parts if part.missing]
    for test in sorted({test for part in parts for test in part.skipped}):
        if all(test in part.skipped for part in parts if test in part.seen):
            reason = next(part.skipped[test] for part in parts if test in part.skipped)
            not_run.append(f"NOT RUN: {test} ({reason})")
    passed, failed = sum(part.passed for part in parts), sum(part.failed for part in parts)
    ci = os.environ.get("CI", "").lower() == "true"
    if weak:
        print("\nThe tests reach too little of:\n" + "\n".join(weak))
    elif weak is not None:
        print("\nCoverage with branches: enough everywhere.")
    print()
    for part in parts:
        for figure in part.figures:
            print(f"{part.name}: {figure}")
    slow = sorted(((took, name, part.name) for part in parts for name, took in part.spent.items()), reverse=True)
    print("The slowest files:")
    for took, name, where in slow[:SLOWEST]:
        print(f"{took:6.0f} s  {name} ({where})")
    for part in parts:
        for why, times in part.once.most_common():
            print(f"{part.name} only, {times}: {why}")
    for part in parts:
        if not part.missing:
            print(part.line())
    for line in not_run:
        print(line)
    if not_run and ci:
        print("In CI a part that was not run is a failure.")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or weak or not passed or (not_run and ci) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
