"""The roof as Django sees it: no tables, but checks at the start."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WerkplekConfig(AppConfig):
    name = "werkplek"
    verbose_name = _("Werkplek")

    def ready(self) -> None:
        from werkplek import checks  # noqa: F401, PLC0415 - checks register themselves once the apps are there
