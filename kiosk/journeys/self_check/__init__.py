"""The legal-aid self-check: a first orientation, anonymous, and only ever that."""
