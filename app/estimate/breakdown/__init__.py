"""What is to be done, by whom, after what and with which waits: the work of a plan as values."""
