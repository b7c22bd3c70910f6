"""What the check of a statutory return comes to: a workbook, files and a page for the data officer."""
