"""What goes out of the window: lists, dates for a calendar, and the calendar file that is kept up to date."""
