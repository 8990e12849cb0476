"""The data set of an atlas: its settings, tables, sources and stories, read from its folder."""
