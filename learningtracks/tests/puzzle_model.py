"""A small model of the negotiation, written apart from the program: what an action must answer, and how a piece stands.

Plain lists and names of parties; no database, no code of the product. `test_pieces_walks.py` lets both walk together.
"""

from dataclasses import dataclass, field
from typing import Any

PARTIES = ["learner", "workplace", "education"]
OK, STALE, NO = "ok", "stale", "no"


@dataclass
class ModelVersion:
    number: int
    party: str
    text: str
    drops: bool = False
    live: bool = True
    votes: dict[str, str] = field(default_factory=dict)
    pending: dict[str, bool] = field(default_factory=dict)  # who said something that nobody reacted to

    def agreed(self) -> bool:
        return all(self.votes.get(party) == "agreed" for party in PARTIES)

    def speak(self, party: str, waits: bool) -> None:
        """A word of one party answers whatever the others said before."""
        for other in PARTIES:
            if other != party:
                self.pending[other] = False
        self.pending[party] = self.pending.get(party, False) or waits

    def asks(self, party: str) -> bool:
        quiet = self.votes.get(party) == "agreed" and party != self.party
        return self.pending.get(party, False) and not quiet

    def turn(self) -> list[str]:
        found = []
        for party in PARTIES:
            own = self.votes.get(party) != "agreed" and not self.asks(party)
            called = any(self.asks(other) and self.party in (other, party) for other in PARTIES if other != party)
            if own or called:
                found.append(party)
        return found


@dataclass
class ModelPiece:
    """One piece. Every action answers OK, STALE or NO, and changes something only when OK."""

    slot: str
    brought_by: str
    versions: list[ModelVersion]
    parked: bool = False
    withdrawn: bool = False
    frozen: bool = False
    started: bool = False
    finished: int = 0
    valued: set[int] = field(default_factory=set)

    @classmethod
    def proposed(cls, slot: str, party: str, text: str) -> "ModelPiece":
        return cls(slot, party, [ModelVersion(1, party, text, votes={party: "agreed"})])

    @property
    def live(self) -> list[ModelVersion]:
        return [version for version in self.versions if version.live]

    @property
    def current(self) -> ModelVersion:
        return self.live[-1]

    @property
    def force(self) -> ModelVersion | None:
        agreed = [version for version in self.live if version.agreed()]
        return agreed[-1] if agreed else None

    def state(self) -> str:
        if self.withdrawn:
            return "withdrawn"
        if self.force and self.force.drops:
            return "dropped"
        if self.parked:
            return "parked"
        if self.force is None:
            return "proposed" if all(one.party == self.live[0].party for one in self.live) else "countered"
        if self.force is not self.current:
            return "reopened"
        if self.finished == self.force.number:
            return "valued" if self.finished in self.valued else "done"
        return "active" if self.started else "agreed"

    def waits(self) -> list[str]:
        is_open = self.state() in ("proposed", "countered", "reopened") and not self.frozen
        return self.current.turn() if is_open else []

    def shows(self) -> dict[str, Any]:
        return {
            "state": self.state(),
            "current": self.current.number,
            "force": self.force.number if self.force else None,
            "waits": self.waits(),
            "votes": dict(sorted(self.current.votes.items())),
        }

    # --- Actions --------------------------------------------------------------------------------------------

    def _there(self) -> bool:
        return not self.frozen and self.state() not in ("withdrawn", "dropped", "parked")

    def _add(self, party: str, text: str, drops: bool = False) -> None:
        number = self.versions[-1].number + 1
        self.versions.append(ModelVersion(number, party, text, drops, votes={party: "agreed"}))

    def _saw(self, seen: int) -> str:
        if self.frozen:
            return NO
        return OK if seen == self.current.number else STALE

    def agree(self, party: str, seen: int) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        if self.current.votes.get(party) == "agreed":
            return OK
        if not self._there():
            return NO
        self.current.votes[party] = "agreed"
        return OK

    def not_yet(self, party: str, seen: int) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        if not self._there() or self.current.votes.get(party) == "agreed":
            return NO
        self.current.votes[party] = "not_yet"
        self.current.speak(party, waits=True)
        return OK

    def say(self, party: str, seen: int, question: bool) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        if not self._there():
            return NO
        self.current.speak(party, waits=question)
        return OK

    def counter(self, party: str, seen: int, text: str) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        if not self._there() or (text == self.current.text and not self.current.drops):
            return NO
        self._add(party, text)
        return OK

    def drop(self, party: str, seen: int) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        if not self._there() or self.force is None or self.current.drops:
            return NO
        self._add(party, self.force.text, drops=True)
        return OK

    def take_back(self, party: str, seen: int) -> str:
        if (answer := self._saw(seen)) != OK:
            return answer
        mine = self.current.party == party and not self.current.agreed()
        if not self._there() or len(self.live) == 1 or not mine:
            return NO
        self.current.live = False
        return OK

    def withdraw(self, party: str) -> str:
        if self.frozen or self.withdrawn or self.force or party != self.brought_by:
            return NO
        self.withdrawn, self.parked = True, False
        return OK

    def park(self, party: str) -> str:
        if not self._there() or self.force:
            return NO
        self.parked = True
        return OK

    def unpark(self, party: str) -> str:
        if self.frozen or self.state() != "parked":
            return NO
        self.parked = False
        return OK

    def start(self, party: str) -> str:
        if not self._there() or not self.force or self.started or party == "education":
            return NO
        self.started = True
        return OK

    def finish(self, party: str) -> str:
        ready = self.force is not None and self.started and self.finished != self.force.number
        if not self._there() or not ready or party != "learner":
            return NO
        self.conclude()
        return OK

    def conclude(self) -> None:
        self.started = True
        self.finished = self.force.number if self.force else 0

    def value(self, party: str) -> str:
        if self.force is None or self.finished != self.force.number:
            return NO
        if party == "learner":
            self.valued.add(self.finished)
        return OK

    # --- A new period ---------------------------------------------------------------------------------------

    def can_go_along(self) -> bool:
        return self.state() not in ("withdrawn", "dropped")

    def must_choose(self) -> bool:
        return self.can_go_along() and self.state() not in ("done", "valued")

    def carried(self, agreed: bool) -> "ModelPiece":
        said = self.force or self.current
        party = "learner" if agreed else self.brought_by
        votes = {"learner": "agreed"} if agreed else {}
        return ModelPiece(self.slot, self.brought_by, [ModelVersion(1, party, said.text, votes=votes)])
