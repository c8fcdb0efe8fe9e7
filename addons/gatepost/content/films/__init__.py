"""What readers make of films: the frames that show something new, and every word that they carry beside them."""
