// A follow-up that several options open stands in the row of the one just ticked.
for (const list of document.querySelectorAll("[data-choices]")) {
  const form = list.closest("form");
  const home = form.querySelector(".follow-ups--below") ?? list.querySelector(".follow-ups");

  const boxFor = (place) => [...list.querySelectorAll(`.opens-${place}:checked`)].at(-1);

  list.addEventListener("change", () => {
    for (const follow of form.querySelectorAll(".follow-up--gated")) {
      const place = follow.className.match(/follow-up--(\d)/)[1];
      const row = boxFor(place)?.closest("li");
      if (!row || row.contains(follow)) continue;
      let inside = row.querySelector(":scope > .follow-ups");
      if (!inside) {
        inside = document.createElement("div");
        inside.className = "follow-ups";
        row.append(inside);
      }
      inside.append(follow);
    }
    for (const group of form.querySelectorAll(".follow-ups")) {
      if (group !== home && !group.children.length) group.remove();
    }
  });
}
