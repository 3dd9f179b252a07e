// What a kept page cannot know by itself: the reader's own time, and that it may be out of date.
const show = (root) => {
  for (const time of root.querySelectorAll("time[data-time]")) {
    const moment = new Date(time.dateTime);
    const today = moment.toDateString() === new Date().toDateString();
    const day = today ? {} : { day: "numeric", month: "long" };
    time.textContent = moment.toLocaleString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      ...day,
    });
    delete time.dataset.time;
  }
};

show(document);
document.addEventListener("htmx:after:swap", () => show(document));

window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
