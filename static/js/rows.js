// Adds and removes rows of a table without asking the server.
for (const list of document.querySelectorAll("[data-rows]")) {
  const name = list.dataset.rows;
  const add = document.querySelector(`[data-add-row="${name}"]`);
  let next = list.children.length;

  const blank = () => {
    const row = list.lastElementChild.cloneNode(true);
    for (const cell of row.querySelectorAll("[name], label, button")) {
      for (const attribute of ["id", "name", "for", "value"]) {
        const value = cell.getAttribute(attribute);
        if (value) cell.setAttribute(attribute, value.replace(/-\d+(?=-|$)/, `-${next}`));
      }
      if (cell.matches("input")) cell.value = "";
      if (cell.matches("select")) cell.selectedIndex = 0;
    }
    next += 1;
    return row;
  };

  add?.addEventListener("click", (event) => {
    event.preventDefault();
    const row = blank();
    list.append(row);
    row.querySelector("input, select").focus();
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest(".rows__remove");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    if (list.children.length === 1) list.append(blank());
    row.remove();
    (list.querySelector("input, select") ?? add).focus();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
