"""HTTP in, pages out; one module a resource. Decides nothing."""
