"""A small Django project that keeps evaluations."""
