"""The legal-aid self-check: facts in, a first orientation with its reasons out. Pure."""
