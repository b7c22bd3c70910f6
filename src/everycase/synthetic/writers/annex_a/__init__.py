"""Ofsted's Annex A workbook: lists 1 to 11 as an inspector asks for them.

Source: the Annex A template's lists, headers and lettered values (`data/annex_a_columns.csv`,
`data/annex_a_values.csv`). It is a snapshot: six months of events (twelve about adoption), and of
many things only the latest date or a count.
"""

from everycase.synthetic.writers.annex_a.workbook import annex_a_lists, write_annex_a

__all__ = ["annex_a_lists", "write_annex_a"]
