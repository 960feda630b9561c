"""The directory: read from a list in CSV, kept in the library, narrowed down by place and name."""
