"""What is taken away: files of every format, pictures, a published page."""
