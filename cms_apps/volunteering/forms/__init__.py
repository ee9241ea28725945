"""Forms of the sign-up and of the desk: the shape of input, never a rule of the domain."""
