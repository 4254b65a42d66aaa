"""The whole product on this machine: web, workers and scheduler, until Ctrl-C.

Without DATABASE_URL and REDIS_URL it runs on SQLite and a folder of messages: to try it out, and for one small school.
With them it uses PostgreSQL and Redis. A child that dies is started again.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
LOGINS = ("sam", "samira", "wim", "karima", "tom", "nora", "lars", "otto")
STOP_WITHIN = 15  # seconds for a child to finish what it is doing
PR_SET_PDEATHSIG = 1
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
CELERY = ["celery", "--quiet", "-A", "werkplek"]
LONELY = ["--without-heartbeat", "--without-gossip", "--without-mingle"]  # no other workers to talk to


def main() -> None:
    """Prepare, start the children, watch them; returns after a stop that was asked for."""
    prepare_environment()
    port = int(os.environ["PORT"])
    refuse_taken_port(port)
    prepare_database()
    note_address()
    family = [Child(name, command) for name, command in commands(port)]
    stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True

    for number in STOPS:
        signal.signal(number, stop)
    for child in family:
        child.start()
    told = False
    while not stopping:
        for child in family:
            child.restart_when_dead()
        if not told and answers(port):
            told = True
            print(welcome(), flush=True)
        time.sleep(0.3)
    print("\nStopping ...", flush=True)
    for child in family:
        child.ask_to_stop()
    for child in family:
        child.wait()
    print("Stopped.", flush=True)


def prepare_environment() -> None:
    """Defaults for trying out, where neither the environment nor .env says otherwise."""
    os.chdir(ROOT)
    environ.Env.read_env(str(ROOT / ".env"), overwrite=False)
    os.environ.setdefault("PORT", "8000")
    refuse_no_port(os.environ["PORT"])
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ['PORT']}")
    os.environ.setdefault("DEMO", "true")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
    if os.environ.get("REDIS_URL"):
        os.environ.setdefault("SIGNAL_URL", f"http://127.0.0.1:{signal_port()}/")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def refuse_no_port(port: str) -> None:
    """The next one is that of the signals."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65535):
        sys.exit(f"PORT={port} is no port. Choose a number from 1024 to 65534: PORT=8000 make run")


def refuse_taken_port(port: int) -> None:
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={port + 1} make run")


def prepare_database() -> None:
    """Tables, the instruments in them, and in demo mode its people when there is nobody yet."""
    manage("migrate", "--verbosity=0")
    manage("createcachetable", "werkplek_cache")
    manage("load_instruments")
    if os.environ["DEMO"].lower() in {"true", "1", "yes", "on"} and is_empty():
        print("Loading the demo ...", flush=True)
        manage("demo")


def note_address() -> None:
    """For commands in another terminal, which print links that open here (werkplek/settings.py)."""
    folder = Path(os.environ.get("VAR_DIR", ROOT / "var"))
    (folder / "site_url").write_text(os.environ["SITE_URL"], encoding="utf-8")


def is_empty() -> bool:
    code = "from django.contrib.auth import get_user_model as user; print(user().objects.exists())"
    return manage("shell", "--verbosity=0", "-c", code).strip() == "False"


def manage(*arguments: str) -> str:
    """What `manage.py` answers; ends this program with its complaint when it fails."""
    done = subprocess.run([sys.executable, "manage.py", *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\nWerkplek could not start: manage.py {arguments[0]} failed.")
    return done.stdout


def commands(port: int) -> list[tuple[str, list[str]]]:
    """What runs. On the folder of messages one process is worker and scheduler; with Redis each has its own, mail too.

    Mail is sent by one process: when that is killed it can double the one mail that it was sending, and no more.
    """
    web = ["gunicorn", "werkplek.wsgi", "--config", "werkplek/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    if os.environ.get("REDIS_URL"):
        beat = [*CELERY, "beat", "--pidfile=", "--loglevel=WARNING"]
        worker = [*CELERY, "worker", "-Q", "celery", "-n", "worker@%h", "-c", "2", "--loglevel=WARNING"]
        mail = [*CELERY, "worker", "-Q", "mail", "-n", "mail@%h", "-c", "1", "--loglevel=WARNING"]
        return [("web", web), ("worker", worker), ("mail", mail), ("clock", beat), ("signals", signals())]
    lonely = [*CELERY, "worker", "-Q", "celery,mail", "-B", *LONELY, "-c", "1", "--loglevel=WARNING"]
    return [("web", web), ("worker", lonely)]


def signal_port() -> int:
    """Where live pages listen: the port beside that of the pages."""
    return int(os.environ["PORT"]) + 1


def signals() -> list[str]:
    """The small process that tells live pages that there is something new."""
    where = ["--host", "127.0.0.1", "--port", str(signal_port())]
    return ["uvicorn", "--factory", "werkplek.pinger:application", *where, "--log-level", "warning", "--no-access-log"]


class Child:
    """One program that we keep running. It leads a process group of its own, so that nothing of it stays behind."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.not_before = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=stop_with_parent)
        self.not_before = time.monotonic() + 3  # a child that dies at once is not started in a tight circle

    def restart_when_dead(self) -> None:
        if self.process and self.process.poll() is not None and time.monotonic() >= self.not_before:
            print(f"{self.name} ended ({self.process.returncode}); starting it again", flush=True)
            self.kill_group()
            self.start()

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        if self.process:
            try:
                self.process.wait(timeout=STOP_WITHIN)
            except subprocess.TimeoutExpired:
                print(f"{self.name} does not stop; ending it", flush=True)
            self.kill_group()
            self.process.wait()

    def kill_group(self) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def stop_with_parent() -> None:
    """Runs in the child, on Linux: when this program is killed and cannot say goodbye, the child stops too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:  # noqa: S310 - ourselves
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def welcome() -> str:
    lines = ["", f"Werkplek runs at {os.environ['SITE_URL']}  (Ctrl-C stops it)"]
    if os.environ["DEMO"].lower() in {"true", "1", "yes", "on"}:
        lines += ["Demo logins, all with password werkplek-demo:"]
        lines += [f"  {name}@demo.werkplek.example" for name in LOGINS]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:  # while the database was being prepared
        print("\nStopped.", flush=True)
