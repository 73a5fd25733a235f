"""What readers of several containers share: pieces with positions, merged cells that a copy has lost."""
