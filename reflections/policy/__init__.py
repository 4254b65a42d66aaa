"""May X do Y to Z now? The answers of the reflections layer, each with a reason the page can show (access.md §4)."""
