"""A plan over time: versions, differences, scenarios, the upgrade to today's questions."""
