"""What may go wrong, one kind of hazard a module: each a small rule over answers and techniques."""
