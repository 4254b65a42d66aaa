"""The text files of the instruments, one file a version: `content/hill@1.toml` of the layer that shows it. Reviewed as
text; those that are asked are loaded as rows (instruments/actions/instruments.py)."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from learningtracks.values.instruments import AnswerKind, ItemKind, Reading, Subject, Voice, in_language
from learningtracks.values.levels import ValueLevel

LAYERS = Path(__file__).resolve().parents[1]  # each with its files in a folder `content`


class Unreadable(Exception):
    """A file of an instrument that cannot be used, with the reason in a sentence."""


@dataclass(frozen=True)
class Words:
    """A text in Dutch and in English."""

    nl: str = ""
    en: str = ""

    def __str__(self) -> str:
        return in_language(self.nl, self.en)


@dataclass(frozen=True)
class Entry:
    """One item of a file, with what hangs under it."""

    slug: str
    kind: str
    text: Words
    guide: Words = Words()  # the same about the learner, whose name comes for {naam}
    team: Words = Words()  # the same about a team
    name: Words = Words()
    note: Words = Words()
    group: str = ""
    level: str = ""
    short: bool = False
    serves: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()  # codes of what an answer usually becomes (instruments/outcome_kinds.py)
    answer: str = ""  # empty: as the whole list
    audience: tuple[str, ...] = ()  # of a suggestion: for which voices it is; none: everybody
    parts: tuple["Entry", ...] = ()

    @property
    def key(self) -> str:
        """The last part of the slug, such as `confidence` or `a1`: what a form or an address calls it."""
        return self.slug.rpartition(".")[2]


@dataclass(frozen=True)
class Edition:
    """One version of an instrument as its file says it."""

    slug: str
    version: int
    answer: str
    title: Words
    intro: Words
    attribution: Words
    entries: tuple[Entry, ...]
    reading: str = field(default="", repr=False)  # where it is offered counts below, when it says so
    about: tuple[str, ...] = field(default=(), repr=False)
    readers: tuple[str, ...] = ()  # the voices for which it is; none: everybody
    fingerprint: str = field(compare=False, default="")

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"


def _words(where: str, found: Any) -> Words:
    """Both languages or nothing: a missing translation is refused here."""
    if not isinstance(found, dict) or not found.get("nl") or not found.get("en"):
        raise Unreadable(f"{where} needs its text in Dutch (nl) and in English (en).")
    return Words(found["nl"], found["en"])


def _about_the_learner(where: str, found: dict[str, Any]) -> Words:
    """Guides answer about somebody: a text without the place of that name would be about themselves."""
    words = _words(where, found["guide"]) if "guide" in found else Words()
    if "guide" in found and not ("{naam}" in words.nl and "{naam}" in words.en):
        raise Unreadable(f"{where} needs {{naam}} where the name of the learner comes, in both languages.")
    return words


def _voices(where: str, found: Iterable[str]) -> tuple[str, ...]:
    """For whom a list or a suggestion is."""
    if strange := set(found) - set(Voice):
        raise Unreadable(f"{where} is for {strange.pop()}. There are: {', '.join(Voice)}.")
    return tuple(found)


def _entry(where: str, prefix: str, found: dict[str, Any]) -> Entry:
    if not found.get("slug") or found.get("kind") not in ItemKind.values:
        raise Unreadable(f"{where}: an item needs a slug and one of these kinds: {', '.join(ItemKind.values)}.")
    slug = f"{prefix}.{found['slug']}"
    if found.get("level", "") not in ("", *ValueLevel.values):
        raise Unreadable(f"{where}: {slug} names an unknown level of value.")
    if found.get("answer", "") not in ("", *AnswerKind.values):
        raise Unreadable(f"{where}: {slug} is answered in an unknown way.")
    return Entry(
        slug=slug,
        kind=found["kind"],
        text=_words(f"{where}: {slug}", found.get("text", found)),
        guide=_about_the_learner(f"{where}: {slug} for a guide", found),
        team=_words(f"{where}: {slug} for a team", found["team"]) if "team" in found else Words(),
        name=_words(f"{where}: the name of {slug}", found["name"]) if "name" in found else Words(),
        note=_words(f"{where}: the note of {slug}", found["note"]) if "note" in found else Words(),
        group=found.get("group", ""),
        level=found.get("level", ""),
        short=found.get("short", False),
        serves=tuple(found.get("serves", ())),
        becomes=tuple(found.get("becomes", ())),
        answer=found.get("answer", ""),
        audience=_voices(f"{where}: {slug}", found.get("audience", ())),
        parts=tuple(_entry(where, slug, part) for part in found.get("part", ())),
    )


def read(path: Path) -> Edition:
    """The edition in a file. Raises Unreadable when something is missing, or when the name says something else."""
    where = path.name
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{where} is not valid TOML: {error}.") from error
    slug, version = found.get("slug", ""), found.get("version", 0)
    if where != f"{slug}@{version}.toml":
        raise Unreadable(f"{where} says it holds {slug}@{version}. Name and content must agree.")
    if found.get("answer") not in AnswerKind.values:
        raise Unreadable(f"{where} needs an answer of these: {', '.join(AnswerKind.values)}.")
    if found.get("reading", "") not in ("", *Reading.values):
        raise Unreadable(f"{where} names an unknown reading. There are: {', '.join(Reading.values)}.")
    if strange := set(found.get("about", ())) - set(Subject.values):
        raise Unreadable(f"{where} is offered about {strange.pop()}. There are: {', '.join(Subject.values)}.")
    edition = Edition(
        slug=slug,
        version=version,
        answer=found["answer"],
        title=_words(f"{where}: the title", found.get("title")),
        intro=_words(f"{where}: the introduction", found.get("intro")),
        attribution=_words(f"{where}: the attribution", found.get("attribution")),
        entries=tuple(_entry(where, slug, item) for item in found.get("item", ())),
        reading=found.get("reading", ""),
        about=tuple(found.get("about", ())),
        readers=_voices(where, found.get("readers", ())),
    )
    if not edition.entries:
        raise Unreadable(f"{where} has no items.")
    # What the file says decides, not how it is laid out: a comment or a blank line is no change.
    says = repr(edition) + (repr((edition.reading, edition.about)) if edition.reading or edition.about else "")
    print_of = hashlib.sha256(says.encode()).hexdigest()
    return Edition(**{**edition.__dict__, "fingerprint": print_of})


def files_of(slug: str = "*") -> list[Path]:
    """The files that come with Werkplek, by name."""
    return sorted(LAYERS.glob(f"*/content/{slug}@*.toml"), key=lambda path: path.name)


def read_all(folder: Path | None = None) -> list[Edition]:
    """Every edition that comes with Werkplek, or of another folder, by name. Raises Unreadable."""
    return [read(path) for path in (sorted(folder.glob("*.toml")) if folder else files_of())]


@cache
def newest(slug: str) -> Edition:
    """The newest edition of an instrument that comes with Werkplek, straight from its file and read once."""
    return max((one for one in _ours() if one.slug == slug), key=lambda one: one.version)


@cache
def edition(name: str) -> Edition:
    """The edition with this name, such as "praatplaat@1": what was asked then, also when there is a newer one."""
    return next(one for one in _ours() if str(one) == name)


@cache
def _ours() -> list[Edition]:
    return read_all()


@dataclass(frozen=True)
class LevelText:
    """What one of the five levels of value asks, with an example."""

    level: ValueLevel
    official: Words  # its name with who described it
    question: Words
    example: Words

    @property
    def name(self) -> str:
        return str(self.level.label)


LEVELS = [
    LevelText(ValueLevel(entry.level), entry.name, entry.text, entry.parts[0].text)
    for entry in newest("value_levels").entries
]
