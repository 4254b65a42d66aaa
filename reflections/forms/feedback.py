"""The reply box under a question."""

from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm

REPLY_STEMS = [_("Dit zag ik: "), _("Dit werkt: "), _("Probeer dit: ")]


class ReplyForm(VersionedForm):
    """Free text. The version counts when a reply is changed."""

    text = Lines(
        rows=6,
        label=_("Jouw antwoord"),
        max_length=10_000,
        error_messages={"required": _("Schrijf eerst je antwoord.")},
    )
