// Saves a form in passing. "Saved" is said by the server; here we only say when it could not be.
import { chosen, clashed, drop, hold, lost, restore } from "./held.js";
import { form, later, send, sender, state, still } from "./saving.js";

const changed = (milliseconds) => () => {
  state.kept = false;
  later(milliseconds);
};

const answered = ({ detail }) => {
  state.busy = null;
  const status = detail.ctx.response?.status;
  const more = state.waiting || state.delay;
  if (status) state.failing = false;
  if (status && !more) drop();
  state.kept = status === 200 && !more;
  if (state.pressed && !state.failing && navigator.onLine) form.requestSubmit(state.pressed);
  else if (state.waiting) send();
};

// The form waits for a save that is under way, so that it does not overtake itself. Where all is
// kept already, the next page has been fetched ahead, and is gone to.
const pressed = (event) => {
  still();
  const onwards = state.kept && event.submitter?.value === "next";
  if (!state.busy && !state.failing && navigator.onLine && !onwards) return;
  event.preventDefault();
  if (onwards && navigator.onLine) return location.assign(form.querySelector("[data-ahead]").href);
  state.pressed = event.submitter;
  if (navigator.onLine) send();
  else lost();
};

// Whoever leaves in the middle of a word or of a save takes it along. A save that is under way may
// arrive before it, after it or not at all: it is sent along too, so that nobody takes it for
// another person's.
const left = () => {
  const unsaved = state.busy || state.delay || (state.waiting && !state.pressed);
  if (!unsaved || !form.isConnected) return;
  const fields = new URLSearchParams(new FormData(form));
  for (const [name, value] of state.busy ?? []) fields.append(`sent.${name}`, value);
  navigator.sendBeacon(form.action, fields);
  hold();
};

if (sender) {
  form.addEventListener("change", changed(60));
  form.addEventListener("input", changed(900));
  form.addEventListener("submit", pressed);
  document.addEventListener("submit", chosen);
  window.addEventListener("beforeunload", left);
  sender.addEventListener("htmx:error", lost);
  sender.addEventListener("htmx:after:request", clashed);
  sender.addEventListener("htmx:finally:request", answered);
  window.addEventListener("online", () => (state.pressed ? form.requestSubmit(state.pressed) : send()));
  addEventListener("load", restore);
}
