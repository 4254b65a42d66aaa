"""Forms of pages that span the layers."""
