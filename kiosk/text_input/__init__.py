"""Writing Chinese without a keyboard: what was drawn or spelled so far, and what it may mean."""
