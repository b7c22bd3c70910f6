"""How the service stands: measures, teams, the story for scrutiny."""
