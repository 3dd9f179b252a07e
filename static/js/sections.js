// Lays out the sections that the style sheet leaves for later, one by one, when nothing else is
// to do: so that a long page is quick to come, and whole soon after.
const waiting = [...document.querySelectorAll(".document .part")];
const idle = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 50));

function layOut() {
  waiting.shift()?.classList.add("part--whole");
  if (waiting.length) idle(layOut);
}

addEventListener("load", () => idle(layOut));
