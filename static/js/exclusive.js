// "None of these" and "I don't know yet" let go of the other answers, and the other way round.
for (const form of document.querySelectorAll("[data-question], [data-phase]")) {
  form.addEventListener("change", ({ target }) => {
    const name = target.dataset.state ?? target.name?.replace(/-\d+-\w+$/, "");
    if (!name) return;
    const boxes = [...form.querySelectorAll(`[name="${name}"][type=checkbox]`)];
    const states = [...form.querySelectorAll(`[data-state="${name}"]`)];
    const clear = (list) => list.filter((box) => box !== target).forEach((box) => (box.checked = false));
    if (target.dataset.state) {
      if (!target.checked) return;
      clear([...boxes, ...states]);
      return;
    }
    const given = target.type === "checkbox" ? target.checked : target.value !== "";
    if (!given || !(target.type === "checkbox" || states.length)) return;
    clear(states);
    if (target.type !== "checkbox") return;
    const alone = "alone" in target.dataset;
    clear(boxes.filter((box) => alone || "alone" in box.dataset));
  });
}
