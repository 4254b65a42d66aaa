"""What this layer asks of people: what they must do, and what they are reminded of. One file a noun."""
