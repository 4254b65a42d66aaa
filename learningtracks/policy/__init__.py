"""May X do Y to Z now? The answers of the learning tracks layer, one noun a file (access.md §4)."""
