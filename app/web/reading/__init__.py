"""A plan as a document: to read, to print, to take away."""
