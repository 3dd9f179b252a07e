"""The lines of the bill and of the month."""
