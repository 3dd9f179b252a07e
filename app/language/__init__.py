"""What is said to a person: a sentence with its values, until a reader's language is known."""
