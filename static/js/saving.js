// One form that is saved in passing: what is known of it, and how it is sent.
export const form = document.querySelector("[data-question]");
export const sender = form?.querySelector("[data-autosave]");

export const state = {
  busy: false, // a save is under way
  waiting: false, // and another is to follow it
  delay: undefined,
  pressed: null, // the button that waits for the save
  kept: false, // all that stands in the form, as far as we know
  failing: false,
};

export const still = () => (state.delay = clearTimeout(state.delay));

export const send = () => {
  still();
  state.waiting = state.busy;
  if (state.busy || !form.isConnected) return;
  state.busy = true;
  sender.dispatchEvent(new CustomEvent("autosave", { bubbles: true }));
};

export const later = (milliseconds) => {
  still();
  state.delay = setTimeout(send, milliseconds);
};

// What could not be sent outlives the page: it is put back when the question is opened again; what
// was sent at the last moment, only by a reload, which may overtake it.
export const hold = (sent) => {
  const fields = [...new FormData(form)];
  sessionStorage.setItem(form.action, JSON.stringify({ fields, sent }));
};

export const lost = () => {
  state.failing = true;
  hold(false);
  const line = document.querySelector("[data-saved]");
  line.textContent = form.dataset.lost;
  line.classList.add("saved--waits");
  later(5000);
};
