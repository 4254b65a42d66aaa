"""What the browser fetches, packed at collectstatic: one style sheet, and scripts that know each other's hashed names.

While we write style there is one file per component; a browser that had to fetch them one by one would wait.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/werkplek.css"
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)  # a line of its own in a script, for who reads it here
SAID = re.compile(r"/\*.*?\*/", re.DOTALL)  # the same in a style sheet
INDENT = re.compile(r"\s*\n\s*")
IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')

# Only our own: third parties name files in their comments that are not there.
OUR_SCRIPTS = (
    "js/*.js",
    (
        (r"""(?P<matched>import "(?P<url>\./[^"]+)";)""", 'import "%(url)s";'),
        (r"""(?P<matched>import\("(?P<url>\./[^"]+)"\))""", 'import("%(url)s")'),
        (r"""(?P<matched>import (?P<names>\{[^}]*\}) from "(?P<url>\./[^"]+)";)""", 'import %(names)s from "%(url)s";'),
    ),
)


class PackedStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed as WhiteNoise does it, after `css/werkplek.css` has swallowed what it imports, and it
    and our scripts have lost their comments."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, OUR_SCRIPTS)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            packed = {SHEET: self._packed(paths)}
            packed |= {name: COMMENT.sub("", _text(paths, name)) for name in paths if fnmatch(name, OUR_SCRIPTS[0])}
            for name, text in packed.items():
                Path(self.path(name)).write_text(text, encoding="utf-8")
            paths = paths | {name: (self, name) for name in packed}
        yield from super().post_process(paths, dry_run, **options)

    def _packed(self, paths: dict[str, Any]) -> str:
        """The sheet with every import replaced by the file it names, in the layer it asks for; without what we say in
        it and how we indent it, a fifth of what a browser fetched."""

        def part(found: re.Match[str]) -> str:
            text = _text(paths, normpath(join(dirname(SHEET), found["file"])))
            return f"@layer {found['layer']}{{{text}}}" if found["layer"] else text

        return INDENT.sub("\n", SAID.sub("", IMPORT.sub(part, _text(paths, SHEET))))


def _text(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
