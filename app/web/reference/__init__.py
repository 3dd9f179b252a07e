"""What the product knows, to look up: rules, words, estimates, a check of a training run."""
