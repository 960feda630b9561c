"""The self-service terminal, without its screen.

Everything here runs and is tested without Kivy; ``screens/`` draws what this package says.
"""

__version__ = "0.1.0"
