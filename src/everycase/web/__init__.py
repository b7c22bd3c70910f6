"""People putting it right: the web system, in Django."""
