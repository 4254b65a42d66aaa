"""A small world around the cast; `filling.fill` fills it."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User

# The columns of the access matrix (access.md §2) and who stands in them.
COLUMNS = {
    "S": "sam",
    "PO": "samira",
    "WB": "wim",
    "SO": "karima",
    "TL": "tom",
    "OA": "nora",
    "FAR": "otto",
    **{code: code for code in ("S2", "PO2", "SO2", "TM", "TM2", "OA2", "LA", "PA", "EX", "EXS", "EXT")},
}
OUT = "OUT"  # signed out
SIGNED_OUT = 0  # their key: nobody's


@dataclass
class World:
    """The cast by name, and one object of each kind by the name of its model."""

    people: dict[str, User]
    things: dict[str, Any] = field(default_factory=dict)
    rows: int = 0

    def who(self, code: str) -> User | None:
        """The person in a column of the access matrix; nobody for who is signed out."""
        return None if code == OUT else self.people[COLUMNS[code]]
