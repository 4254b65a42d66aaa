"""Deeds of the roof: those that belong to no floor."""
