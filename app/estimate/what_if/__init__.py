"""What would change the result: one cause, one answer or another plan at a time."""
