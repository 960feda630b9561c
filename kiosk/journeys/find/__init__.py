"""Looking things up: laws, everyday questions with their answers, and whom to turn to."""
