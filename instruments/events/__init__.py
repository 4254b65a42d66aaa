"""The kinds of events of the layer of questions. Sentences name people, never what somebody answered."""
