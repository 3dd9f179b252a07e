"""What people who build Scopewright run by hand or by make."""
