// Saves a form in passing. "Saved" is said by the server; here we only say when it could not be.
const form = document.querySelector("[data-question]");
const sender = form?.querySelector("[data-autosave]");

if (sender) {
  let busy = false;
  let waiting = false;
  let delay;
  let pressed = null;
  let kept = false; // all that stands in the form, as far as we know
  let failing = false;

  const still = () => (delay = clearTimeout(delay));

  const send = () => {
    still();
    waiting = busy;
    if (busy || !form.isConnected) return;
    busy = true;
    sender.dispatchEvent(new CustomEvent("autosave", { bubbles: true }));
  };

  const later = (milliseconds) => {
    still();
    delay = setTimeout(send, milliseconds);
  };

  // What could not be sent outlives the page: it is put back, with the versions it was made from,
  // when the question is opened again; what was sent at the last moment, only by a reload, which
  // may overtake it.
  const hold = (sent) => {
    const fields = [...new FormData(form)];
    sessionStorage.setItem(form.action, JSON.stringify({ fields, sent }));
  };

  const putBack = (fields) => {
    const given = Map.groupBy(fields, ([name]) => name);
    const rows = () => form.querySelectorAll("[data-rows] > li").length;
    const last = Math.max(...[...given.keys()].map((name) => Number(name.match(/-(\d+)-/)?.[1] ?? 0)));
    while (rows() && rows() <= last) form.querySelector("[data-add-row]").click();
    for (const field of form.elements) {
      const values = given.get(field.name)?.map(([, value]) => value) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };

  const lost = () => {
    failing = true;
    hold(false);
    const line = document.querySelector("[data-saved]");
    line.textContent = form.dataset.lost;
    line.classList.add("saved--waits");
    later(5000);
  };

  form.addEventListener("change", () => {
    kept = false;
    later(60);
  });
  form.addEventListener("input", () => {
    kept = false;
    later(900);
  });

  // The form waits for a save that is under way, so that it does not overtake itself. Where all is
  // kept already, the next page has been fetched ahead, and is gone to.
  form.addEventListener("submit", (event) => {
    still();
    const onwards = event.submitter?.value === "next";
    if (!busy && !failing && navigator.onLine && !(kept && onwards)) return;
    event.preventDefault();
    if (kept && onwards && navigator.onLine) {
      location.assign(form.querySelector("[data-ahead]").href);
      return;
    }
    pressed = event.submitter;
    if (!navigator.onLine) lost();
    else send();
  });

  // Whoever leaves in the middle of a word takes it along.
  window.addEventListener("beforeunload", () => {
    if (pressed || !form.isConnected || !(delay || waiting)) return;
    const fields = new URLSearchParams(new FormData(form));
    if (busy) [...fields.keys()].filter((k) => k.endsWith(".version")).map((k) => fields.set(k, ""));
    navigator.sendBeacon(form.action, fields);
    hold(!failing && navigator.onLine);
  });

  sender.addEventListener("htmx:error", lost);
  sender.addEventListener("htmx:finally:request", ({ detail }) => {
    busy = false;
    const status = detail.ctx.response?.status;
    if (status) {
      failing = false;
      sessionStorage.removeItem(form.action);
    }
    kept = status === 200 && !waiting && !delay;
    if (pressed && !failing && navigator.onLine) form.requestSubmit(pressed);
    else if (waiting) send();
  });
  window.addEventListener("online", () => (pressed ? form.requestSubmit(pressed) : send()));

  const held = JSON.parse(sessionStorage.getItem(form.action));
  const [{ type }] = performance.getEntriesByType("navigation");
  sessionStorage.removeItem(form.action);
  if (held && (type === "reload" || !held.sent)) {
    addEventListener("load", () => {
      putBack(held.fields);
      later(60);
    });
  }
}
