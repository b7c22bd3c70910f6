"""The statutory returns in their own shape: read, and checked by the DfE's own rules."""
