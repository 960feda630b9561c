"""What a citizen or a member of staff can do: one conversation a file, read top to bottom."""
