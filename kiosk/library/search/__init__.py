"""The search of the library: folding, grams, queries, ranking, excerpts."""
