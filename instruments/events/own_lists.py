"""Events about own lists of questions: that there is a version, never what it asks."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register

LIST_PUBLISHED = register(
    Kind("own_list_published", story=_("%(by)s heeft versie %(number)s van een vragenlijst gemaakt"))
)
LIST_WITHDRAWN = register(Kind("own_list_withdrawn", story=_("%(by)s heeft een vragenlijst ingetrokken")))
