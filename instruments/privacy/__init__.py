"""What the layer of questions keeps of people (accounts/privacy.py says how to read this)."""

from instruments.privacy import asks, instruments, trainings

TABLES = [*instruments.TABLES, *asks.TABLES, *trainings.TABLES]
