"""A back-up has its name only when it was read back to its end; older ones go only after that (reliability.md §1.5)."""

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone
from pyrage import x25519

from werkplek.actions import archives
from werkplek.actions.archives import Failed

ENDING = ".age"
UNFINISHED = ".werkplek-unfinished"  # one a folder, so that runs that were killed pile up nothing


def make(place: Path, key: x25519.Identity, now: dt.datetime, keep: int | None = None) -> tuple[Path, list[Path]]:
    """Back up into `place`, a new file or a folder; the file that was made, and the old ones that went.

    `keep` is how many days back-ups in that folder are kept; without it all stay.
    """
    file = place / f"werkplek-{timezone.localtime(now):%Y-%m-%d-%H%M%S}{ENDING}" if place.is_dir() else place
    if file.exists():
        raise Failed(f"{file} exists already.")
    with _alone_in(file.parent):
        unfinished = file.parent / UNFINISHED
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            archives.write(target, key)
        archives.check(unfinished, key)
        unfinished.rename(file)
        return file, _prune(file, now, keep)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Two back-ups at once would write the same unfinished file. The lock goes with the process, however that ends."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Failed(f"The folder {folder} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
        os.fsync(handle)
    except BlockingIOError as error:
        raise Failed(f"Another back-up is being made in {folder}.") from error
    finally:
        os.close(handle)


def _prune(newest: Path, now: dt.datetime, keep: int | None) -> list[Path]:
    if keep is None:
        return []
    since = (now - dt.timedelta(days=keep)).timestamp()
    files = newest.parent.glob(f"werkplek-*{ENDING}")
    old = sorted(file for file in files if file != newest and file.stat().st_mtime < since)
    for file in old:
        file.unlink()
    return old
