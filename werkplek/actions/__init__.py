"""Actions of the top layer: those that belong to no layer below."""
