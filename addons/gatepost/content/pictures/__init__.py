"""What readers make of pictures: pixels as a person sees them, the words written beside them, and where a file ends."""
