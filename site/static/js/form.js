/* After a form came back with errors, or with what another window wrote: put the focus there, so that it is read first. */
document.querySelector(".error-summary, .two-windows")?.focus();

/* Keep a step while somebody types; its buttons do the same. */
const form = document.querySelector("form[data-keeper]");

if (form) {
  const PAUSE = 2000;
  const box = document.querySelector(".kept");
  const text = box.querySelector(".kept__text");
  const spoken = box.querySelector(".kept__spoken");
  const both = box.querySelector(".kept__both");
  let timer;
  let kept = contents();
  let state = "";
  let leaving = false;
  let running = null;

  function contents() {
    const data = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "version", "sequence", "page", "whole"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  /* Seen each time; spoken only when the state changes. */
  function say(words, now) {
    text.textContent = words;
    if (now !== state) spoken.textContent = words;
    state = now;
  }

  function later(pause) {
    clearTimeout(timer);
    if (!leaving) timer = setTimeout(save, pause);
  }

  function next() {
    form.elements.sequence.value = Number(form.elements.sequence.value) + 1;
  }

  function followed(answer) {
    form.elements.version.value = answer.version;
    form.dataset.keeper = answer.keeper;
    if (form.getAttribute("action") === answer.page) return;
    form.action = answer.page;
    both.href = answer.page;
    history.replaceState(null, "", answer.page);
  }

  /* One at a time: the next needs the version of the first. */
  async function save(event) {
    clearTimeout(timer);
    if (leaving || (running && event !== "last")) return;
    const now = contents();
    if (now === kept) return;
    next();
    running = new AbortController();
    try {
      const response = await fetch(form.dataset.keeper, {
        method: "POST",
        body: new FormData(form),
        keepalive: true,
        redirect: "error",
        signal: running.signal,
      });
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      kept = now;
      followed(answer);
      both.hidden = !answer.changed;
      say(answer.text, answer.changed ? "changed" : "kept");
    } catch {
      if (leaving) return;
      say(form.dataset.failed, "failed");
      later(15000);
    } finally {
      running = null;
      if (state !== "failed" && contents() !== kept) later(PAUSE);
    }
  }

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("focusout", () => later(200));
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    next();
    running?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save("last");
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
}
