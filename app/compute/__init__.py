"""Machines, memory, tokens and their price: what a model costs to train and to serve."""
