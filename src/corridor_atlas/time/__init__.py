"""Between two years: what changed, in words, and how much there was of what."""
