"""What a group writes down as one: a question a page, with what it said the time before."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions import sheets as actions
from instruments.ask_kinds import KINDS
from instruments.forms.sheets import ItemForm
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import may_move, may_note, may_withdraw
from instruments.policy.readings import Earlier, figures_for, last_time, sheets_for
from instruments.policy.subjects import words_for
from instruments.views.outcomes import came_of, offers_for
from instruments.views.talks import row_of
from learningtracks.values.instruments import Reading


def written_together(
    person: User, ask: Ask, lists: Sequence[Instrument], there: Sequence[Sheet] | None = None
) -> dict[str, Any]:
    """What the page of the whole says of it: each question with what was written, and the time before. `there` is what
    this person reads of it, when that was looked up already."""
    there = sheets_for(person, ask) if there is None else there
    sheets = [sheet for sheet in there if sheet.is_of_the_group]
    said = {answer.item_id: answer for sheet in sheets for answer in sheet.answers.all()}
    offers = {item: some for (_sheet, item), some in offers_for(person, ask, lists, sheets).items()}
    rows = [
        {"item": item, "answer": said.get(item.pk), "outcomes": offers.get(item.pk), "url": _url(ask, item)}
        for one in lists
        for item in one.tree
    ]
    return {
        "together": KINDS[ask.kind].together,
        "rows": rows,
        "may_note": may_note(person, ask),
        "may_move": may_move(person, ask),
        "may_withdraw": not said and may_withdraw(person, ask),
        **before(person, ask, lists),
    }


def before(person: User, ask: Ask, lists: Sequence[Instrument]) -> dict[str, Any]:
    """What was written the time before, in the order of today's questions, and what came of it."""
    items = [item for one in lists for item in one.tree]
    earlier = last_time(person, ask, items)
    if earlier is None:
        return {}
    rows = [{"item": item, "answer": answer} for item in items if (answer := earlier.said.get(item.slug))]
    return {"earlier": {"ask": earlier.ask, "rows": rows, **came_of(person, earlier.ask, lists)}}


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PersonRequest, ask: Ask, item: str) -> HttpResponse:
    """One question: what the group says to it now, beside what it said the time before."""
    may = may_note(request.user, ask)
    if request.method == "POST" or not (KINDS[ask.kind].sides and ask.opened_at):
        require(may)
    words, together = KINDS[ask.kind].words, KINDS[ask.kind].together
    every = [(one, each) for one in ask.sources() for each in one.tree]
    place = next((place for place, (_list, one) in enumerate(every) if one.key == item), None)
    if place is None or together is None:
        raise Http404
    source, asked = every[place]
    answer = _said(request.user, ask).get(asked.pk)
    form = ItemForm(request.POST or None, words=together, kind=source.answer, answer=answer) if may else None
    last = place + 1 == len(every)
    after = reverse("instruments:choose", args=[ask.public_id]) if together.chooses else ask.get_absolute_url()
    following = after if last else _url(ask, every[place + 1][1])

    def write() -> str:
        assert form  # noqa: S101 - who may not write gets no form; for the type checker
        actions.note(ask, item=asked, given=form.given, version=form.seen, by=request.user)
        messages.success(request, str(together.saved))
        return following

    def shown(newer: Answer | None) -> dict[str, Any]:
        facts = {"ask": ask, "words": words, "together": together, "item": asked, "source": source, "last": last}
        facts |= {"question": asked.said_to(*words_for(request.user, ask))}
        facts |= {"step": place + 1, "total": len(every), "following": following, "answer": answer}
        if KINDS[ask.kind].sides:
            return facts | {"row": row_of(request.user, ask, [source], asked)}
        facts |= _answered_apart(request.user, ask, asked)
        return facts | _then(last_time(request.user, ask, [one for _list, one in every]), asked)

    return form_page(request, form, write, "instruments/asks/item.html", shown)


def _answered_apart(person: User, ask: Ask, asked: Item) -> dict[str, Any]:
    """What people answered apart to this question: how it is spread, the own answer, and that of a lead who stands by
    it."""
    if ask.reading != Reading.SPREAD:
        return {}
    said = {
        sheet.person: answer
        for sheet in sheets_for(person, ask)
        for answer in sheet.answers.all()
        if sheet.person and answer.item_id == asked.pk
    }
    own = said.pop(person, None)
    return {"spread": figures_for(person, ask).get(asked.slug), "own": own, "shown": list(said.items())}


def _then(earlier: Earlier | None, asked: Item) -> dict[str, Any]:
    """What was said to this question the time before."""
    return {"earlier": earlier.ask, "then": earlier.said.get(asked.slug)} if earlier else {}


def _said(person: User, ask: Ask) -> dict[int, Answer]:
    """What the group wrote, by question."""
    together = [sheet for sheet in sheets_for(person, ask) if sheet.is_of_the_group]
    return {answer.item_id: answer for sheet in together for answer in sheet.answers.all()}


def _url(ask: Ask, item: Item) -> str:
    return reverse("instruments:item", args=[ask.public_id, item.key])
