// Saves a form in passing. "Saved" is said by the server; here we only say when it could not be.
import { putBack } from "./put-back.js";
import { form, hold, later, lost, send, sender, state, still } from "./saving.js";

const changed = (milliseconds) => () => {
  state.kept = false;
  later(milliseconds);
};
const answered = ({ detail }) => {
  state.busy = null;
  const status = detail.ctx.response?.status;
  if (status) {
    state.failing = false;
    sessionStorage.removeItem(form.action);
  }
  state.kept = status === 200 && !state.waiting && !state.delay;
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
// Whoever leaves in the middle of a word takes it along. A save that is under way may arrive before
// or after it: it is sent along too, so that nobody takes it for another person's.
const left = () => {
  if (state.pressed || !form.isConnected || !(state.delay || state.waiting)) return;
  const fields = new URLSearchParams(new FormData(form));
  for (const [name, value] of state.busy ?? []) fields.append(`sent.${name}`, value);
  navigator.sendBeacon(form.action, fields);
  hold();
};
// With the version they were made from, so that they overwrite nobody's.
const restore = (held) => {
  sessionStorage.removeItem(form.action);
  const words = (fields) => JSON.stringify([...fields].filter(([name]) => !name.endsWith(".version")));
  if (words(held) === words(new FormData(form))) return;
  putBack(form, held);
  later(60);
};

if (sender) {
  form.addEventListener("change", changed(60));
  form.addEventListener("input", changed(900));
  form.addEventListener("submit", pressed);
  window.addEventListener("beforeunload", left);
  sender.addEventListener("htmx:error", lost);
  sender.addEventListener("htmx:finally:request", answered);
  window.addEventListener("online", () => (state.pressed ? form.requestSubmit(state.pressed) : send()));
  const held = JSON.parse(sessionStorage.getItem(form.action));
  if (held) addEventListener("load", () => restore(held));
}
