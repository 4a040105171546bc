"""What a page for a browser is made of: text that stays text, one look, one script, nothing from elsewhere."""
