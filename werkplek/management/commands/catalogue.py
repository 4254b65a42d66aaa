"""The translations: `catalogue update`, `catalogue check`, `catalogue compile`.

The source strings are Dutch. Django's makemessages and compilemessages need the gettext programs, which a school's
server does not have; this needs Python only.
"""

import argparse
import ast
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

LAYERS = ("accounts", "partnerships", "learningtracks", "instruments", "reflections", "werkplek")
WORDS = {  # name of the function: the positions of context, singular and plural
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
CALL = re.compile(rf"(?<![\w.])({'|'.join(WORDS)})\s*\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z]\w*")  # a hole to fill, or a tag


@dataclass(frozen=True, order=True)
class Phrase:
    """One thing to translate."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What the catalogue finds it by; gettext looks at the singular only."""
        return self.context, self.singular


class Command(BaseCommand):
    help = "Translations: update adds and drops phrases, check tells what is missing, compile makes them usable."
    requires_system_checks: list[str] = []  # set-up compiles before the rest of the product is ready

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("word", choices=["update", "check", "compile"])
        parser.add_argument("--language", default="en")

    def handle(self, *args: Any, word: str, language: str, **options: Any) -> None:
        if word == "compile":
            compile_all()
            return
        path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else new_catalogue(language)
        phrases = find_phrases(settings.BASE_DIR)
        if word == "update":
            self.stdout.write(update(catalogue, phrases, path))
        elif problems := list(find_problems(catalogue, phrases)):
            raise CommandError(f"{len(problems)} phrases need work in {path.name}:\n" + "\n".join(problems))
        else:
            self.stdout.write(f"{language}: all {len(phrases)} phrases are translated.")


# --- Finding phrases --------------------------------------------------------------------------------


def find_phrases(root: Path) -> dict[tuple[str, str], tuple[Phrase, list[str]]]:
    """Every phrase of the product, with the files that use it."""
    found: dict[tuple[str, str], tuple[Phrase, list[str]]] = {}
    places: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for phrase in phrases_in_python(text, name) if path.suffix == ".py" else phrases_in_template(text, name):
            places[phrase.key].add(name)
            known = found.get(phrase.key)
            if known is None or phrase.plural:
                found[phrase.key] = (phrase, [])
    return {key: (phrase, sorted(places[key])) for key, (phrase, _none) in found.items()}


def source_files(root: Path) -> Iterator[Path]:
    for layer in LAYERS:
        yield from (path for path in sorted((root / layer).rglob("*.py")) if "tests" not in path.parts)
    yield from sorted(path for path in (root / "templates").rglob("*") if path.suffix in {".html", ".txt"})


def phrases_in_python(source: str, name: str) -> Iterator[Phrase]:
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.Call) and (called := name_of(node.func)) in WORDS:
            yield phrase_of(called, node.args, f"{name}:{node.lineno}")


def phrases_in_template(source: str, name: str) -> Iterator[Phrase]:
    """Django turns a template into calls between rows of X; each call is read on its own."""
    code = templatize(source, origin=name)
    for match in CALL.finditer(code):
        call = ast.parse(whole_call(code[match.start() :]), mode="eval").body
        if isinstance(call, ast.Call):  # always: the expression began as one
            arguments = [arg for arg in call.args if not isinstance(arg, ast.Name)]
            phrase = phrase_of(match[1], arguments, name)
            if phrase.singular.endswith("\\"):  # Django reads up to the first quote, whatever stands before it
                raise CommandError(
                    f"{name}: put single quotes around a phrase with double ones in it: {phrase.singular}"
                )
            yield phrase


def whole_call(code: str) -> str:
    """The text of the call that `code` begins with, up to its closing bracket."""
    depth = 0
    for token in tokenize.generate_tokens(StringIO(code).readline):
        depth += {"(": 1, ")": -1}.get(token.string, 0) if token.type == tokenize.OP else 0
        if token.string == ")" and depth == 0:
            lines = code.splitlines(keepends=True)
            return "".join(lines[: token.end[0] - 1]) + lines[token.end[0] - 1][: token.end[1]]
    raise CommandError(f"A call without an end: {code[:80]}")


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def phrase_of(called: str, arguments: list[ast.expr], place: str) -> Phrase:
    """The phrase in a call. A phrase that is put together while the program runs cannot be translated."""

    def text(position: int | None) -> str:
        if position is None:
            return ""
        if position < len(arguments) and isinstance(arguments[position], ast.Constant):
            return str(arguments[position].value)  # type: ignore[attr-defined]
        raise CommandError(f"{place}: write the phrase itself between the brackets of {called}().")

    context, singular, plural = WORDS[called]
    return Phrase(text(singular), text(plural), text(context))


# --- The catalogue ------------------------------------------------------------------------------------


def new_catalogue(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def update(catalogue: polib.POFile, phrases: dict[tuple[str, str], tuple[Phrase, list[str]]], path: Path) -> str:
    """Add what is new, drop what is gone, sort, save. Translations that are there stay."""
    old = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = catalogue.metadata
    for key, (phrase, places) in sorted(phrases.items(), key=lambda item: (item[0][1], item[0][0])):
        fresh.append(entry_for(phrase, places, old.get(key)))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    added, dropped = len(phrases.keys() - old.keys()), len(old.keys() - phrases.keys())
    empty = sum(1 for entry in fresh if not is_translated(entry))
    return f"{len(phrases)} phrases: {added} added, {dropped} dropped, {empty} not translated yet."


def entry_for(phrase: Phrase, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=phrase.context or None, msgid=phrase.singular, occurrences=[(place, "") for place in places]
    )
    if phrase.plural:
        entry.msgid_plural = phrase.plural
        entry.msgstr_plural = (old and old.msgstr_plural) or {0: "", 1: ""}
    else:
        entry.msgstr = old.msgstr if old else ""
    if "%(" in phrase.singular + phrase.plural:
        entry.flags.append("python-format")
    return entry


def find_problems(catalogue: polib.POFile, phrases: dict[tuple[str, str], tuple[Phrase, list[str]]]) -> Iterator[str]:
    """A sentence for every phrase that an English reader would get in Dutch, or with a hole in it."""
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    for key, (phrase, places) in sorted(phrases.items()):
        entry = entries.get(key)
        if entry is None or not is_translated(entry):
            yield f"not translated: {phrase.singular!r} ({places[0]})"
        elif bool(entry.msgid_plural) != bool(phrase.plural):
            yield f"one has a plural, the other has not: {phrase.singular!r} ({places[0]})"
        elif "fuzzy" in entry.flags:
            yield f"marked as doubtful: {phrase.singular!r} ({places[0]})"
        elif wrong := placeholders(phrase.singular, phrase.plural) ^ placeholders(*translations(entry)):
            yield f"placeholders differ ({', '.join(sorted(wrong))}): {phrase.singular!r} ({places[0]})"
        elif any(edges(text) != edges(phrase.singular) for text in translations(entry)):
            yield f"spaces at an end differ: {phrase.singular!r} ({places[0]})"
    for context, singular in sorted(entries.keys() - phrases.keys()):
        yield f"nobody says this any more: {singular!r} {context}".rstrip()


def is_translated(entry: polib.POEntry) -> bool:
    return all(text.strip() for text in translations(entry))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(*texts: str) -> set[str]:
    return {match for text in texts for match in PLACEHOLDER.findall(text)}


def edges(text: str) -> tuple[str, str]:
    """The white space that a text begins and ends with: a stem such as "Dit zag ik: " needs its space."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def compile_all() -> None:
    """Every .po beside which Django looks for a .mo."""
    for path in sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
