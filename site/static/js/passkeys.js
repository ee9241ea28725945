/* Connects the forms of passkeys with the browser: what the form's `data-passkey` says is done by allauth's script. */
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const ids = { credential: form.querySelector("[name=credential]").id, data: "js_data" };
  const button = form.querySelector("button").id;
  const passwordless = form.querySelector("[name=passwordless]");
  if (passwordless) ids.passwordless = passwordless.id;
  const kind = form.dataset.passkey;
  ids[{ addForm: "add", authenticateForm: "authenticate", loginForm: "login" }[kind]] = button;
  window.allauth.webauthn.forms[kind]({ ids });
  form.hidden = false;
}
/* Cancelled, or no device: say so and let the person try again or take another way. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-error");
  told.hidden = false;
  told.focus();
});
