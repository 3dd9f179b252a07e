"""Draws a plan's figures: values in, SVG out, the same for the page and the printed document."""
