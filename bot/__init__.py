"""The process and its edges: knows everything, is known by nothing."""
