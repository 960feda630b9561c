"""The reference county backend: one machine with it is a whole centre."""
