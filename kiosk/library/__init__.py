"""What can be looked up without the line: laws, questions and answers, the directory."""
