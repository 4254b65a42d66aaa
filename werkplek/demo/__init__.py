"""The fictional people and stories that fill Werkplek in demo mode. Nobody here exists."""
