"""Writes a plan as documents and tables that others can open."""
