"""Rules that read the answers and say what to do, why, and on whose authority."""
