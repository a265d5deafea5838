"""From an inbox of files to packets on the table of the musrenbang."""
