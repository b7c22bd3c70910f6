"""Keeping a child safe from harm: enquiries, conferences, protection plans, courts, missing children."""
