// One form that is saved in passing: what is known of it, and how it is sent.
export const form = document.querySelector("[data-question]");
export const sender = form?.querySelector("[data-autosave]");

export const state = {
  busy: null, // the fields of the save that is under way
  waiting: false, // and another is to follow it
  delay: undefined,
  pressed: null, // the button that waits for the save
  kept: false, // all that stands in the form, as far as we know
  failing: false,
};

export const still = () => (state.delay = clearTimeout(state.delay));

export const send = () => {
  still();
  state.waiting = Boolean(state.busy);
  if (state.busy || !form.isConnected) return;
  state.busy = [...new FormData(form)];
  sender.dispatchEvent(new CustomEvent("autosave", { bubbles: true }));
};

export const later = (milliseconds) => {
  still();
  state.delay = setTimeout(send, milliseconds);
};
