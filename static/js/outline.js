// Marks in the contents the section that is being read.
const outline = document.querySelector("[data-outline]");
const links = new Map(
  [...(outline?.querySelectorAll("a") ?? [])].map((link) => [link.hash.slice(1), link]),
);
const fold = outline?.closest("details");
const narrow = matchMedia("(max-width: 1099px)");
const opensByStyle = CSS.supports("selector(::details-content)");

function mark(id) {
  for (const [name, link] of links) {
    if (name === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const watcher = new IntersectionObserver(
  (entries) => {
    const reading = entries.find((entry) => entry.isIntersecting);
    if (reading) mark(reading.target.id);
  },
  { rootMargin: "-20% 0px -75% 0px" },
);

if (outline) {
  mark("verdict");
  if (!narrow.matches && !opensByStyle) fold.open = true;
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watcher.observe(section);
  }
  // On a narrow screen the contents fold away once a place is chosen.
  outline.addEventListener("click", () => {
    if (narrow.matches) fold.open = false;
  });
}
