"""The top layer as Django sees it: no tables, but checks at the start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WerkplekConfig(AppConfig):
    name = "werkplek"
    verbose_name = "Werkplek"

    def ready(self) -> None:
        """Every process knows every kind of event: a worker that did not could neither tell nor mail it."""
        autodiscover_modules("events", "events.kinds", "todos", "reminders")
        from werkplek import checks  # noqa: F401 - checks register themselves once the apps are there
