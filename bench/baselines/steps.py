"""The same sixteen single-choice steps for every form library, with a page of about our size."""

from __future__ import annotations

STEPS = [f"S{number:02}" for number in range(1, 17)]
CHOICES = [
    (f"option_{number}", f"An option that says its consequence, number {number}")
    for number in range(7)
]
SIDE = [
    (f"Line {number} of the panel", "A sentence about what the plan says so far. " * 2)
    for number in range(40)
]
