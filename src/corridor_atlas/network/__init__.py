"""The network of a year: legs, ways, what is missing for one, corridors as strips."""
