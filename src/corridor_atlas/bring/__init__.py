"""Files of others: read in a process of their own, understood as far as they can be, made part of an atlas."""
