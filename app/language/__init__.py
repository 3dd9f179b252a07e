"""What is said to a person: an English sentence with its values, until a reader's language is known."""
