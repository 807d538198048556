"""What all figures are drawn with: ink, places for labels, keys, words in a box of their own."""
