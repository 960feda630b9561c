"""Law texts: reading them, naming them, telling which are in force."""
