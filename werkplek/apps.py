"""The top layer as Django sees it: no tables, but checks at the start."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django.apps import AppConfig, apps


class WerkplekConfig(AppConfig):
    name = "werkplek"
    verbose_name = "Werkplek"

    def ready(self) -> None:
        """Every process knows every kind of event, to-do, reminder, question and outcome: a worker that did not could
        neither tell nor mail it. So each file in these folders is imported, whatever its name."""
        for folder in ("todos", "events", "reminders", "kinds"):
            for layer in apps.get_app_configs():
                for module in iter_modules([str(Path(layer.path) / folder)]):
                    import_module(f"{layer.name}.{folder}.{module.name}")
        for layer in apps.get_app_configs():
            if (Path(layer.path) / "outcomes.py").is_file():
                import_module(f"{layer.name}.outcomes")
        from werkplek import checks  # noqa: F401 - checks register themselves once the apps are there
