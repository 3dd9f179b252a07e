// Turns the pages of a presentation by the keys that remote controls send.
const slides = [...document.querySelectorAll("[data-slides] > .slide")];
const count = document.querySelector("[data-slide-count]");
const forth = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
const back = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

function here() {
  const middle = innerHeight / 3;
  const place = slides.findLastIndex((slide) => slide.getBoundingClientRect().top <= middle);
  return Math.max(place, 0);
}

function show(place) {
  const wanted = Math.min(Math.max(place, 0), slides.length - 1);
  slides[wanted].scrollIntoView({ block: "start" });
}

function tell() {
  if (count) count.textContent = `${here() + 1} / ${slides.length}`;
}

function bottomInView(slide) {
  return slide.getBoundingClientRect().bottom <= innerHeight + 8;
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("a, summary")) return;
  // A section longer than the screen is scrolled through before the page turns.
  if (event.key === "ArrowDown" && !bottomInView(slides[here()])) return;
  if (forth.has(event.key)) show(here() + 1);
  else if (back.has(event.key)) show(here() - 1);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else return;
  event.preventDefault();
});

addEventListener("scroll", tell, { passive: true });
tell();
