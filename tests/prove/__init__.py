"""Load, faults and fuzzing: each run has a short form for every change and a long one."""
