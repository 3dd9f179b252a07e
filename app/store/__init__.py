"""What is kept: plans, answers, links, versions and what people said about them."""
