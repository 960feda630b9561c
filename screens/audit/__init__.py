"""The audit: every page in every look, measured as it is drawn, against the numbers for everyone.

Modules that only calculate import no Kivy: ``rules``, ``scene``, ``pixels``, ``drawn``,
``colours``, ``data``, ``paper``, ``report``. ``tree`` reads a scene from the widgets, ``walk``
shows the pages; several ``workers`` share them.
"""
