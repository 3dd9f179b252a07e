// Number keys choose, Enter goes on: while nobody is writing in a field.
const form = document.querySelector("[data-question]");
const boxes = form ? [...form.querySelectorAll("[data-choices] > li > label > .box")] : [];
const KEPT = "number-keys";
const choice = document.querySelector("[data-keys]");
let active = localStorage.getItem(KEPT) !== "off";

const writing = (element) =>
  element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

const press = (key) => {
  const box =
    key === "0" ? form.querySelector("[id$='-unknown']") : boxes[Number.parseInt(key, 10) - 1];
  if (!box) return false;
  box.focus();
  box.click();
  return true;
};

if (form) {
  const onwards = () => form.requestSubmit(form.querySelector("[value=next]"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onwards();
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const wanted = /^[0-9]$/.test(event.key) && active && boxes.length;
    if (wanted && press(event.key)) event.preventDefault();
    if (event.key === "Enter" && event.target === document.body) onwards();
  });
}

// Keys of a single character must be possible to switch off.
if (choice && boxes.length) {
  const show = () => {
    choice.textContent = active ? choice.dataset.on : choice.dataset.off;
    form.classList.toggle("question--keyless", !active);
  };
  choice.hidden = false;
  choice.addEventListener("click", () => {
    active = !active;
    localStorage.setItem(KEPT, active ? "on" : "off");
    show();
  });
  show();
}
