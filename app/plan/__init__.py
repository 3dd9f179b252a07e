"""The document the wizard exists to produce: answers, advice and estimate, arranged."""
