"""Parts of screens. A part fits itself to a width at once; the screen then places it."""
