"""Writes a council's record out in the files that councils really send.

Each writer takes tables in the record's own fields, as they stood on a date. They are written from
the formats' published definitions and not from the readers, so that a mistake shared by both shows.
"""
