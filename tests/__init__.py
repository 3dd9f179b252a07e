"""The tests of Scopewright: a folder a room, a file a module."""
