/* Fetch the hints about a text again when the editor has saved it. */
const box = document.querySelector("[data-hints]");

if (box) {
  document.addEventListener("w-autosave:success", async () => {
    const response = await fetch(box.dataset.hints, { credentials: "same-origin" });
    if (response.ok) box.innerHTML = await response.text();
  });
}
