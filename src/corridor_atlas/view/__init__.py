"""What a reader asks of the atlas: a view, what it selects, names, what is related, how it is cited."""
