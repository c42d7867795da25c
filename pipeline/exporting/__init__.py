"""What was extracted, in the forms that people and programs take in."""
