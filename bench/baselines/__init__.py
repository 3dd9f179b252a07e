"""What a person would build or pick instead: the other side of each comparison."""
