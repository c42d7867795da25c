"""What a tagged sentence says: its deadlines with their values, and the holders of its task."""
