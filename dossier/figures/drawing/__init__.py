"""What figures that show no map share: axes of time, signs with their key, lines between boxes."""
