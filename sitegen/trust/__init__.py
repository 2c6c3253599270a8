"""What makes a translation one to rely on: what it was made from, who read it, and that it states the same facts."""
