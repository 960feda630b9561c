"""Alembic's migrations of the reference backend's tables."""
