"""Small words for templates: icons, dates as people say them, and where an error message should jump to.

A built-in library (settings.TEMPLATES): no page needs to load it.
"""

import json
import uuid
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any

from crispy_forms.utils import render_field
from django import template
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.template.defaultfilters import linebreaksbr, stringfilter
from django.template.loader import render_to_string
from django.templatetags.i18n import BlockTranslateNode, do_block_translate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.directions import apart
from accounts.values import today
from learningtracks.editions import newest
from learningtracks.models.heads import heads_of
from werkplek.values import TOPICS

register = template.Library()

PACK = "werkplek"  # of templates for crispy-forms
FIELD = f"{PACK}/field.html"
NOT_SAID = dict.fromkeys(("label", "hint", "optional", "page", "writing", "unlabelled", "chips"), "")  # of a field


@register.simple_tag
@lru_cache(maxsize=1_000)  # a page shows a hundred of them, and they are always the same
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """The drawing `components/icons/<name>.svg`; decoration unless it has a label. Sizes: small, large.

    A name without a drawing raises TemplateDoesNotExist: a missing icon should not reach a page.
    """
    lines = render_to_string(f"components/icons/{name}.svg")
    return mark_safe(render_to_string("components/icon.html", {"lines": lines, "label": label, "size": size}).strip())  # noqa: S308 - our own drawings


@register.simple_tag
def drawn(template: str, **words: Any) -> str:
    """A small template that looks the same for the same words, such as a badge: drawn once in each language. For words
    of our own only; what names a person or tells a day is included."""
    return _drawn(template, get_language(), **{name: _plain(word) for name, word in words.items()})


@lru_cache(maxsize=2_000, typed=True)  # a puzzle shows fifty; typed, for what is safe looks like what is not
def _drawn(template: str, _language: str, **words: Any) -> SafeString:
    return render_to_string(template, words)


def _plain(word: Any) -> Any:
    """Words that wait for their language, in the language of now."""
    return str(word) if isinstance(word, Promise) else word


def _day(moment: date) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


@register.simple_tag
def once() -> SafeString:
    """The key of a form, new each time it is shown: sent twice it does its work once (accounts.views.forms.once)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag
def explain(slug: str, named: bool = False, apart: bool = False) -> SafeString:
    """A quiet link to a topic of help, as `components/explain.html` draws it. One that is not there raises KeyError:
    a way to nothing should not reach a page."""
    return _explained(slug, named, apart, get_language())


@cache
def _explained(slug: str, named: bool, apart: bool, _language: str | None) -> SafeString:
    words = {"topic": TOPICS[slug], "named": named, "apart": apart}
    return mark_safe(render_to_string("components/explain.html", words).strip())  # noqa: S308 - our own component


@register.simple_tag(takes_context=True)
def whose(context: Context, track: Any) -> SafeString:
    """Whose a page about a track is: the student, the school and the leervraag, as `components/whose.html` draws it. To
    who learns there nothing: it is their own."""
    person = context["request"].user
    if track is None or track.learner_id == person.pk:
        return SafeString("")
    head = heads_of([track.pk], person)[track.pk]
    return mark_safe(render_to_string("components/whose.html", {"head": head}).strip())  # noqa: S308 - our own component


@register.simple_tag
def source(*words: Any) -> SafeString:
    """Whose the questions or the words on this page are: "Naar: …", one quiet line each (domain.md §3.0).

    `words` are slugs of instruments, whose newest edition counts; an edition or an instrument; or a list of those. A
    slug that is not there raises ValueError, so that no page loses its source.
    """
    all_of_them = [one for some in words for one in (some if isinstance(some, list | tuple) else [some])]
    lines = [str((newest(one) if isinstance(one, str) else one).attribution) for one in all_of_them]
    return format_html_join(
        "", '<p class="source muted small" dir="auto">{}</p>', ((line,) for line in dict.fromkeys(lines))
    )


class _Apart(FilterExpression):
    """What a sentence is filled with, set apart when it is read from the right (accounts/directions.py)."""

    def __init__(self, word: FilterExpression) -> None:
        self.word = word

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        value = self.word.resolve(context, ignore_failures)
        return apart(value) if isinstance(value, str) else value


@register.filter(name="apart", is_safe=True)
@stringfilter
def set_apart(text: str) -> str:
    """A name or a word of people that stands bare in the page: set apart when it is read from the right."""
    return apart(text)


@register.tag
def blocktranslate(parser: Parser, token: Token) -> BlockTranslateNode:
    """Django's own, with each name in the sentence set apart."""
    node = do_block_translate(parser, token)
    node.extra_context = {name: _Apart(word) for name, word in node.extra_context.items()}
    return node


@register.filter
def paragraphs(text: Any) -> SafeString:
    """What somebody wrote, each paragraph in the direction of its own letters: Arabic from the right, also on a page
    in Dutch."""
    return mark_safe(linebreaks(conditional_escape(text)).replace("<p>", '<p dir="auto">'))  # noqa: S308 - escaped first


@register.filter
def lines(text: Any) -> SafeString:
    """The same within a line of the page, with its line ends."""
    return format_html('<span dir="auto">{}</span>', linebreaksbr(conditional_escape(text)))


@register.filter
def human_day(moment: date | None) -> str:
    """Vandaag, gisteren, morgen, "dinsdag 2 maart", and with the year when it is another year."""
    return "" if moment is None else _said(_day(moment), today(), get_language())


@lru_cache(maxsize=4_000)  # lists name the same few days again and again
def _said(day: date, now: date, _language: str) -> str:
    words = {-1: _("gisteren"), 0: _("vandaag"), 1: _("morgen")}
    if near := words.get((day - now).days):
        return near
    return date_format(day, pgettext("date", "l j F") if day.year == now.year else pgettext("date", "j F Y"))


@register.filter
def human_moment(moment: datetime | None) -> str:
    """The same with the hour: "vandaag om 14:03"."""
    if moment is None:
        return ""
    return _("%(day)s om %(time)s") % {"day": human_day(moment), "time": f"{_local(moment):%H:%M}"}


@register.filter
def until(first: date, last: date) -> str:
    """From a day to another, in the one form a period has: "1 november 2026 tot en met 9 januari 2027"."""
    words = pgettext("date", "j F") if first.year == last.year else pgettext("date", "j F Y")
    return _("%(first)s tot en met %(last)s") % {
        "first": date_format(first, words),
        "last": date_format(last, pgettext("date", "j F Y")),
    }


@register.filter
def exact_moment(moment: date | None) -> str:
    """The whole of it, for a title or a second tap: "dinsdag 2 maart 2027 om 14:03"."""
    if moment is None:
        return ""
    day = _in_full(_day(moment), get_language())
    if not isinstance(moment, datetime):
        return day
    return _("%(day)s om %(time)s") % {"day": day, "time": f"{_local(moment):%H:%M}"}


@lru_cache(maxsize=4_000)
def _in_full(day: date, _language: str) -> str:
    return date_format(day, pgettext("date", "l j F Y"))


@register.filter
def machine_moment(moment: date | None) -> str:
    """What belongs in `<time datetime="…">`."""
    if moment is None:
        return ""
    return _local(moment).isoformat("T", "minutes") if isinstance(moment, datetime) else moment.isoformat()


@register.simple_tag
def when(moment: date | None, exact: bool = False) -> SafeString:
    """A date or a moment as people say it, the exact one in its title; `exact` puts that one tap away (not inside a
    paragraph). No template: lists have one on every line."""
    here = _local(moment) if isinstance(moment, datetime) else moment  # once: each of the three asks for it
    machine, said, fully = machine_moment(here), human_day(here), exact_moment(here)
    if exact:
        time = format_html('<time datetime="{}">{}</time>', machine, said)
        return format_html('<details class="when"><summary>{}</summary><span>({})</span></details>', time, fully)
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, fully, said)


@register.simple_tag
def field(bound: BoundField, **how: Any) -> SafeString:
    """One field as crispy-forms draws it with our pack; templates/werkplek/field.html says what `how` takes."""
    drawn: SafeString = render_field(
        bound.name, bound.form, Context(), template=FIELD, template_pack=PACK, extra_context=NOT_SAID | how
    )
    return drawn


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> str:
    """The attributes of a widget. No template: a list to choose from has them on every line. `maxlength` would cut off
    what somebody pastes; static/js/limits.js counts as the server does, and says how much is too much."""
    if not attrs:
        return ""
    return flatatt({"data-longest" if name == "maxlength" else name: value for name, value in attrs.items()})


@register.filter
def stored_in(form: BaseForm, newer: Any) -> list[tuple[str, str]]:
    """The label of each field of a form with what is stored for it in `newer`, in words."""
    shown = [(bound, getattr(newer, bound.name)) for bound in form.visible_fields() if hasattr(newer, bound.name)]
    return [(str(bound.label), _in_words(bound, value)) for bound, value in shown]


def _in_words(bound: BoundField, value: Any) -> str:
    if hasattr(value, "all"):
        value = list(value.all())
    if isinstance(value, list | tuple | set):
        return ", ".join(_in_words(bound, one) for one in value) or "–"
    if isinstance(value, bool):
        return _("Ja") if value else _("Nee")
    if isinstance(value, date):
        return date_format(value, pgettext("date", "j F Y"))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    choices = getattr(bound.field, "choices", ()) if isinstance(value, str) else ()
    return str(dict(choices).get(value, value)) if value not in (None, "") else "–"


@register.filter
def target_of(field: BoundField) -> str:
    """The id of the first thing you can type or tick in this field: where its error message links to."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def wrong_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields of the form that have an error, in the order of the page."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def naming(field: BoundField, error: str) -> str:
    """The error with the words of its field in front, to be understood away from it."""
    label = str(field.label)
    return f"{label} {error}" if label.endswith(("?", ".", "…")) else f"{label}: {error}"


@register.filter
def in_our_way(form: BaseForm) -> BaseForm:
    """A form of allauth without grey words inside its boxes, which repeat the label and vanish when you type, and with
    the keyboard of a phone on digits where a code goes: all our codes are digits."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if field.widget.attrs.get("autocomplete") == "one-time-code":
            field.widget.attrs["inputmode"] = "numeric"
    return form


@register.filter
def is_kind(field: BoundField, kind: str) -> bool:
    """Whether the widget is a `textarea`, `select`, `checkbox`, … as Django names its input type or template."""
    widget = field.field.widget
    return kind in (getattr(widget, "input_type", None), type(widget).__name__.lower())


@register.filter
def digits(code: Any) -> list[str]:
    """A code in groups of three, to read aloud: 123 456."""
    text = str(code)
    return [text[start : start + 3] for start in range(0, len(text), 3)]


@register.filter
def as_json(facts: Any) -> str:
    """Facts for a script, to stand in an attribute of an element."""
    return json.dumps(facts, ensure_ascii=False)


@register.filter
def numbers(total: int) -> range:
    """1, 2, … total: to draw one mark per step."""
    return range(1, total + 1)


@register.filter
def beside(row: list[Any], heads: list[str]) -> list[tuple[Any, str]]:
    """Each cell with the head of its column."""
    return list(zip(row, heads, strict=False))


@register.filter
def last_part(slug: str) -> str:
    """What stands after the last dot: "conditions.change" is "change"."""
    return slug.rpartition(".")[2]


@register.filter
def general_words(findings: Any) -> list[str]:
    """What can stand in place of the names and rooms that were found on this page, each once."""
    return list(dict.fromkeys(one.general for one in findings if one.general and not one.url))
