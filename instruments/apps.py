from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstrumentsConfig(AppConfig):
    name = "instruments"
    verbose_name = _("Vragen en antwoorden")

    def ready(self) -> None:
        """Add this layer's parts to pages of the lower ones."""
        from instruments import panels
        from learningtracks import extensions as learningtracks

        learningtracks.ORIGINS.add(panels.way_back)
