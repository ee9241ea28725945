/* After a form came back with errors, or with what another window wrote: put the focus there, so that it is read first. */
document.querySelector(".error-summary, .two-windows")?.focus();
