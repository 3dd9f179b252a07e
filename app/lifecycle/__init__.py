"""The phases of a generative-AI project, what each asks, and what has been said."""
