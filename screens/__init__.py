"""The screen: the only package that knows Kivy. Draws a view, turns touches and keys into answers.

No rules and no I/O live here.
"""
