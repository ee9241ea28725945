"""Views: get by selector, bind the form, call one service, redirect."""
