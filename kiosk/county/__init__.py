"""The county backend: the contract, the terminal's side of it, and a reference server."""
