"""Devices: each is a port (``port.py``) with a real and a simulated driver beside it."""
