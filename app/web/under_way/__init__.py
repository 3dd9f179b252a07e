"""A project that has begun: what is to be done, what was done, what it took."""
