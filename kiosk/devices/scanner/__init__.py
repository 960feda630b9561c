"""The code scanner."""
