// Saves a form in passing. "Saved" is said by the server; here we only say when it could not be.
const form = document.querySelector("[data-question]");
const sender = form?.querySelector("[data-autosave]");

if (sender) {
  let busy = false;
  let waiting = false;
  let delay;
  let pressed = null;

  const still = () => (delay = clearTimeout(delay));

  const send = () => {
    still();
    waiting = busy;
    if (busy) return;
    busy = true;
    sender.dispatchEvent(new CustomEvent("autosave", { bubbles: true }));
  };

  const later = (milliseconds) => {
    still();
    delay = setTimeout(send, milliseconds);
  };

  const lost = () => {
    const line = document.querySelector("[data-saved]");
    line.textContent = form.dataset.lost;
    line.classList.add("saved--waits");
    later(5000);
  };

  form.addEventListener("change", () => later(60));
  form.addEventListener("input", () => later(900));

  // The form waits for a save that is under way, so that it does not overtake itself.
  form.addEventListener("submit", (event) => {
    still();
    if (!busy && navigator.onLine) return;
    event.preventDefault();
    pressed = event.submitter;
    if (!navigator.onLine) lost();
  });

  // Whoever leaves in the middle of a word takes it along.
  window.addEventListener("beforeunload", () => {
    if (pressed || !(delay || waiting)) return;
    const fields = new URLSearchParams(new FormData(form));
    if (busy) [...fields.keys()].filter((k) => k.endsWith(".version")).map((k) => fields.set(k, ""));
    navigator.sendBeacon(form.action, fields);
  });

  sender.addEventListener("htmx:error", lost);
  sender.addEventListener("htmx:finally:request", () => {
    busy = false;
    if (pressed && navigator.onLine) form.requestSubmit(pressed);
    else if (waiting) send();
  });
  window.addEventListener("online", () => (pressed ? form.requestSubmit(pressed) : send()));
}
