"""Standards of the front door: contacts, referrals, who the child is, and what partners are told."""
