"""The kinds of events of the learning tracks layer. Sentences name people and days, never what somebody wrote."""
