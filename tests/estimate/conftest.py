"""Every test of this room runs without a network."""

from tests.no_network import without_a_network as without_a_network
