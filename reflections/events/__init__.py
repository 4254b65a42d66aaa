"""The kinds of events of the reflections layer. Sentences name people and dates, never what they wrote."""
