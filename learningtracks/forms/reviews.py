"""What an educator writes in a Terugblik, and the reaction of the learner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.forms.watched import Prose, Watched
from learningtracks.models.reviews import TrackReview
from learningtracks.values.reviews import MOST_REACTION, MOST_REVIEW


def _lines(label: Any, error: Any, length: int, **more: Any) -> Prose:
    said = {"required": error}
    return Prose(rows=8, label=label, max_length=length, required=True, error_messages=said, **more)


class ReviewForm(Watched, VersionedForm):
    """Two questions and no score. `unfinished` lets a draft be kept as it is."""

    buttons = ("then",)
    anyway = _("Toch inleveren")
    went_well = _lines(
        _("Wat ging goed?"),
        _("Schrijf op wat goed ging."),
        MOST_REVIEW,
        help_text=_("Noem iets dat je hebt gezien. Kijk naar de leervraag, het bewijs en wat met je gedeeld is."),
    )
    next_up = _lines(
        _("Wat is het volgende?"),
        _("Schrijf op wat een goede volgende stap is."),
        MOST_REVIEW,
        help_text=_("Wat kan nu de volgende stap zijn, en wie helpt daarbij?"),
    )

    def __init__(self, data: Any = None, *, review: TrackReview | None = None, unfinished: bool = False) -> None:
        stored = {name: getattr(review, name) for name in ("version", "went_well", "next_up")} if review else None
        super().__init__(data, initial=stored)
        if unfinished:
            self.fields["went_well"].required = self.fields["next_up"].required = False

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("went_well", "next_up")}

    @property
    def is_too_long(self) -> bool:
        return any(error.code == "max_length" for found in self.errors.as_data().values() for error in found)


class ReactionForm(Watched, forms.Form):
    anyway = _("Toch versturen")
    text = _lines(_("Je reactie"), _("Schrijf je reactie op."), MOST_REACTION)
