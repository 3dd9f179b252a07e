"""Scopewright turns a vague generative-AI wish into a plan with ranges, reasons and sources."""
