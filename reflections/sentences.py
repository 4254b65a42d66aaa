"""What the totals of stories say, in one sentence each: true for one, for several that are equal, and for none.

A sentence names kinds of value and ways between them; it never calls one better (domain.md §5.5).
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from reflections.trends import Edge, Reached, Stream
from reflections.values import LEVELS, LearningForm

MOST_NAMED = 2  # of what is equal: three names in a sentence nobody remembers


def _name(level: str) -> str:
    return next(text.name for text in LEVELS if text.level == level)


def about_reached(rows: Sequence[Reached]) -> str:
    """Which kind of value most stories of the last quarter with figures are about."""
    last = rows[-1]
    most = max(last.by_level.values(), default=0)
    names = [_name(level) for level, count in last.by_level.items() if count == most]
    words = {"quarter": last.quarter.label, "count": most, "all": last.stories}
    if not most:
        return _("In %(quarter)s staat bij de verhalen nog geen waarde.") % words
    if len(names) == 1:
        words |= {"one": names[0]}
        return _("In %(quarter)s gaan verhalen het vaakst over “%(one)s”: %(count)d van de %(all)d.") % words
    if len(names) == MOST_NAMED:
        return _(
            "In %(quarter)s gaan verhalen het vaakst over “%(one)s” en “%(other)s”: elk %(count)d van de %(all)d."
        ) % (words | {"one": names[0], "other": names[1]})
    words["kinds"] = len(names)
    return _("In %(quarter)s komen %(kinds)d soorten waarde het vaakst voor: elk bij %(count)d van de %(all)d.") % words


def about_stream(flow: Stream) -> str:
    """The way between two kinds of value that most stories went, each with what followed it."""
    if not flow.edges:
        return _("In deze verhalen kwam na de ene waarde nog geen andere.")
    first, widest = flow.widest[0], len(flow.widest)
    words = {**_way(first), "count": flow.edges[first], "all": flow.threads, "ways": widest}
    if widest == 1:
        often = _("Bij %(count)d van de %(all)d verhalen kwam na “%(from)s” later “%(to)s”.") % words
        more = _("Dat kwam het vaakst voor.") if len(flow.edges) > 1 else _("Andere wegen zijn er nog niet.")
        return f"{often} {more}"
    if widest == MOST_NAMED:
        words |= {f"also_{name}": word for name, word in _way(flow.widest[1]).items()}
        often = _("Twee wegen komen het vaakst voor, elk bij %(count)d van de %(all)d verhalen.") % words
        ways = _("Van “%(from)s” naar “%(to)s”, en van “%(also_from)s” naar “%(also_to)s”.") % words
        return f"{often} {ways}"
    return _("%(ways)d wegen komen het vaakst voor: elk bij %(count)d van de %(all)d verhalen.") % words


def about_forms(times: Mapping[str, int]) -> str:
    """Which form of learning occurs most, and which others do; empty when nobody said so. In words only: how often is
    nobody's business (domain.md §2.2)."""
    said = {form: times.get(form, 0) for form in LearningForm if times.get(form, 0)}
    if not said:
        return ""
    most = [form for form in said if said[form] == max(said.values())]
    also = [form for form in said if form not in most]
    if len(most) > 1:
        often = _("%(forms)s komen even vaak voor.") % {"forms": _row_of(most)}
    elif also:
        often = _("%(forms)s komt het vaakst voor.") % {"forms": _row_of(most)}
    else:
        often = _("Het is steeds %(forms)s.") % {"forms": _row_of(most)}
    return f"{often} {_('Ook komt voor: %(forms)s.') % {'forms': _row_of(also)}}" if also else often


def _row_of(forms: Sequence[LearningForm]) -> str:
    """“A”, “B” en “C”."""
    *first, last = (f"“{form.label}”" for form in forms)
    return _("%(first)s en %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _way(edge: Edge) -> dict[str, str]:
    return {"from": _name(edge[0]), "to": _name(edge[1])}


def about_points(made: int, done: int) -> str:
    """What became of the action points of a quarter."""
    words = {"made": made, "done": done}
    if made == 1:
        return _("Het ene actiepunt is klaar.") if done else _("Het ene actiepunt is nog niet klaar.")
    if not done:
        return _("Van de %(made)d actiepunten is nog niets klaar.") % words
    if done == made:
        return _("Alle %(made)d actiepunten zijn klaar.") % words
    if done == 1:
        return _("Van de %(made)d actiepunten is er 1 klaar.") % words
    return _("Van de %(made)d actiepunten zijn er %(done)d klaar.") % words
