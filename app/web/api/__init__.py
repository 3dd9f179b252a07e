"""The API for programs: JSON in, JSON out, all complaints at once."""
