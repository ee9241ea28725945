"""From "I would like to help" to a decision: draft, wizard, application, desk."""
