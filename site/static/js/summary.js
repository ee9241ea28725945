/* After a form came back with errors: put the focus on their summary, so that it is read first. */
document.querySelector(".error-summary")?.focus();
