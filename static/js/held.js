// What is not known to be kept outlives the page: it is put back when the question is opened again.
import { form, later, state } from "./saving.js";

const CONFLICT = 409;

export const hold = () => sessionStorage.setItem(form.action, JSON.stringify([...new FormData(form)]));

export const drop = () => sessionStorage.removeItem(form.action);

export const lost = () => {
  state.failing = true;
  hold();
  const line = document.querySelector("[data-saved]");
  line.textContent = form.dataset.lost;
  line.classList.add("saved--waits");
  later(5000);
};

// Two answers will stand in the place of the form: ours is held until one of them is chosen.
export const clashed = ({ detail }) => {
  if (detail.ctx.response.status === CONFLICT) hold();
};

export const chosen = ({ target }) => {
  if (target !== form && target.action === form.action) drop();
};

// Puts what was held back into the form, with the versions it was made from.
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

export const restore = () => {
  const held = JSON.parse(sessionStorage.getItem(form.action));
  if (!held) return;
  drop();
  const words = (fields) => JSON.stringify([...fields].filter(([name]) => !name.endsWith(".version")));
  if (words(held) === words(new FormData(form))) return;
  putBack(held);
  later(60);
};
