"""Other people and a plan: links, what they may do, what they say and sign."""
