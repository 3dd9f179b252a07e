// Saves a form in passing. "Saved" is said by the server; here we only say when it could not be.
const form = document.querySelector("[data-question]");
const sender = form?.querySelector("[data-autosave]");

if (sender) {
  const said = () => document.querySelector("[data-saved]");
  let busy = false;
  let waiting = false;
  let delay;
  let pressed = null;

  const send = () => {
    clearTimeout(delay);
    if (busy) {
      waiting = true;
      return;
    }
    busy = true;
    waiting = false;
    sender.dispatchEvent(new CustomEvent("autosave", { bubbles: true }));
  };

  const later = (milliseconds) => {
    clearTimeout(delay);
    delay = setTimeout(send, milliseconds);
  };

  form.addEventListener("change", () => later(60));
  form.addEventListener("input", () => later(900));

  // The form waits for a save that is under way, so that it does not overtake itself.
  form.addEventListener("submit", (event) => {
    clearTimeout(delay);
    if (!busy && navigator.onLine) return;
    event.preventDefault();
    pressed = event.submitter;
    if (!navigator.onLine) lost();
  });

  const lost = () => {
    const line = said();
    line.textContent = form.dataset.lost;
    line.classList.add("saved--waits");
    later(5000);
  };

  sender.addEventListener("htmx:error", lost);
  sender.addEventListener("htmx:finally:request", () => {
    busy = false;
    if (pressed && navigator.onLine) form.requestSubmit(pressed);
    else if (waiting) send();
  });
  window.addEventListener("online", () => (pressed ? form.requestSubmit(pressed) : send()));
}
