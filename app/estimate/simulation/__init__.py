"""The arithmetic of a plan, in every draw at once."""
