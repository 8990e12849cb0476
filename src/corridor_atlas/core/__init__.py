"""What everything stands on: errors, dates, the model of a record and its status at a year, words, files."""
