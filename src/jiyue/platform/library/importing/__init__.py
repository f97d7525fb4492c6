"""Documents from files into the repository: lines, their structure by chapters and articles, a draft that still has to be reviewed (13.1, 25.1)."""
