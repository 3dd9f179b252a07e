"""The questions: one a screen, all of a phase, the panel beside them."""
