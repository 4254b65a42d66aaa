"""What is asked of people: one kind a noun, registered in a file of its own in `kinds/`.

A kind says in its own words what is asked, and with which lists. Who reads the answers follows from its reading
(policy/readings.py), and what can be done with it from that reading too: the same pages and actions serve every kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from learningtracks.values.instruments import Reading
from partnerships.events import Kind

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """The sentences of a kind. Who reads the answers is not among them: that is said by the pages, from the reading."""

    title: Text  # of the page that lists it
    lead: Text  # what it is good for, below the title
    empty: Text  # instead of a list without rows
    begin: Text  # above the form
    about: Text  # the label of what it is about
    usual: Text  # the lists of this kind, where others may be chosen too
    answer: Text  # the page on which somebody answers
    todo: Text  # the line in "Voor jou"


@dataclass(frozen=True)
class AskKind:
    """One noun. `page` lists what was asked, or is empty where no page does; `readings` says about what it is asked and
    how that is read; `lists` which lists, unless others were chosen. The events tell that it was asked, is over, was
    taken back, gets no answer."""

    code: str
    page: str
    readings: Mapping[str, Reading]
    words: Words
    lists: tuple[str, ...]
    begun: Kind
    over: Kind
    withdrawn: Kind
    declined: Kind
    offered: Kind | None = None  # to the team, by who answered; a kind without it stays between the two
    kept: Kind | None = None  # between the two again
    own: bool = False  # an own list of the organisation may be chosen too


KINDS: dict[str, AskKind] = {}


def register(kind: AskKind) -> AskKind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"Kind of question {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind
