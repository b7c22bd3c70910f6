"""A made-up council: the lives of its children, and the record kept of them. Nobody in it is real."""
