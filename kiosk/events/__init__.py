"""What the program writes down of itself: every event it knows, one function for each.

``catalogue.toml`` names the events; ``python -m kiosk.events`` makes :mod:`kiosk.events.types` and
``docs/events.md`` of it. A caller imports ``kiosk.events.types`` and tells what happened; nothing
else of the program logs.
"""
