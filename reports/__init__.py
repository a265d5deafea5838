"""What people read: frozen views of the warehouse, words, templates. Imports nothing of `flows`."""
