"""What to do and what to leave, one subject a module: each rule is a function that reads aloud."""
