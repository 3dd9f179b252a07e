"""How long, how much and how sure: ranges simulated from answers, advice and published priors."""
