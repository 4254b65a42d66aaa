"""The servers that are measured: how they start, and what they use of the processor."""

import asyncio
import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from werkplek.tests import servers

ROOT = Path(__file__).resolve().parent.parent.parent


def installation(stack: contextlib.ExitStack, *, on_postgres: bool = True) -> dict[str, str]:
    """The environment of an empty installation in a temporary folder, with its database and, beside PostgreSQL, Redis.
    Everything is gone when the stack closes."""
    folder = Path(tempfile.mkdtemp(prefix="werkplek-bench-"))
    stack.callback(shutil.rmtree, folder, True)
    env = {**os.environ, "VAR_DIR": str(folder), "DEMO": "false", "LOG_LEVEL": "CRITICAL", "PYTHONWARNINGS": "ignore"}
    env |= {"SITE_URL": f"http://127.0.0.1:{servers.free_port()}", "SECRET_KEY": "only for measuring"}
    env |= {"SIGNAL_URL": "", "REDIS_URL": "", "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}"}
    env["PYTHONPATH"] = f"{ROOT / 'bin'}:{ROOT}"
    if on_postgres:
        env |= {"DATABASE_URL": stack.enter_context(servers.postgres())}
        env |= {"REDIS_URL": stack.enter_context(servers.redis_url())}
    quiet = "--verbosity=0"
    for command in (["migrate", quiet], ["createcachetable", "werkplek_cache"], ["collectstatic", "--no-input", quiet]):
        run(["manage.py", *command], env)
    return env


def run(command: list[str], env: dict[str, str], cwd: Path = ROOT) -> str:
    """A Python program to its end; what it printed."""
    done = subprocess.run([sys.executable, *command], cwd=cwd, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def web(stack: contextlib.ExitStack, env: dict[str, str], application: str = "werkplek.wsgi") -> tuple[int, int]:
    """The production server; its process and its port, which is that of SITE_URL."""
    port = int(env["SITE_URL"].rpartition(":")[2])
    bind = f"127.0.0.1:{port}"
    process = start(stack, ["gunicorn", application, "--config", "werkplek/gunicorn.py", "--bind", bind], env)
    wait_for(port)
    return process.pid, port


def start(stack: contextlib.ExitStack, command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    program = str(Path(sys.executable).parent / command[0])
    process = subprocess.Popen([program, *command[1:]], cwd=ROOT, env=env, start_new_session=True)
    stack.callback(process.wait)
    stack.callback(os.killpg, process.pid, signal.SIGTERM)
    return process


def wait_for(port: int) -> None:
    for _try in range(300):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("A process did not start.")


async def settle(pids: list[int]) -> None:
    """Until every process has loaded its code: they listen before they have."""
    used, before = cpu_of(pids), 0.0
    while used - before > 200:  # noqa: PLR2004 - milliseconds in a second
        await asyncio.sleep(1)
        used, before = cpu_of(pids), used


def family(pids: list[int]) -> list[int]:
    """These processes and everything that they started."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid="], stdout=-1, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, lines[::2]), map(int, lines[1::2]), strict=True))
    found = set(pids)
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def backends(database: str) -> list[int]:
    """The processes of PostgreSQL that serve connections to this database."""
    lines = subprocess.run(["ps", "-eo", "pid=,args="], stdout=-1, text=True, check=True).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if f" {database} 127.0.0.1(" in line and "postgres:" in line]


def cpu_of(pids: list[int]) -> float:
    """Milliseconds of processor that these processes and their children used so far."""
    return cpu_of_each(family(pids))


def cpu_of_each(pids: list[int]) -> float:
    """Milliseconds of processor of exactly these processes, to the nanosecond: the kernel counts that per thread."""
    used = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                used += int((thread / "schedstat").read_text().split()[0])
    return used / 1e6


def memory_of(pids: list[int]) -> float:
    pages = 0
    for pid in family(pids):
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6
