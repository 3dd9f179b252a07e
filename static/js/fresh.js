// A page that comes back from the browser's own memory may show answers of before: it asks again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
