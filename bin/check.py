"""Every check that needs no test run: style, types, imports, scripts, templates, security, migrations, English.

All of them run, so that one visit shows everything; the exit code is 1 when any of them found something.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from setup import node_environment

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LAYERS = ["accounts", "partnerships", "learningtracks", "instruments", "reflections", "werkplek"]
MANAGE = [sys.executable, "manage.py"]
CHECKS: dict[str, list[str | Path]] = {
    "style (ruff check)": [BIN / "ruff", "check", "."],
    "layout (ruff format)": [BIN / "ruff", "format", "--check", "."],
    "types (mypy)": [BIN / "mypy"],
    "layers and modules (import-linter)": [BIN / "lint-imports", "--no-cache"],
    "scripts and style sheets (biome)": [
        ROOT / "node_modules" / ".bin" / "biome",
        *("lint", "--error-on-warnings", "--colors=off"),
    ],
    "templates (djlint)": [BIN / "djlint", "--lint", "--quiet", "templates"],
    "security (bandit)": [BIN / "bandit", "-q", "-c", "pyproject.toml", "-r", *LAYERS],
    "Django's own checks": [*MANAGE, "check", "--fail-level", "WARNING"],
    "no migration missing": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "English complete": [*MANAGE, "catalogue", "check"],
}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="werkplek-check-") as folder:
        env = {
            **node_environment(),
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3",
            "REDIS_URL": "",
        }
        for name, command in CHECKS.items():
            started = time.monotonic()
            done = subprocess.run(
                [str(part) for part in command],
                cwd=ROOT,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            print(f"{'ok' if done.returncode == 0 else 'NO':4}{name}  {time.monotonic() - started:.0f} s", flush=True)
            if done.returncode:
                failed.append(name)
                print(done.stdout, flush=True)
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
