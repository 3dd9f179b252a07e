// Who else has the plan open, as the server tells it; without it nothing on the page is missing.
// A stream is open only while the page is seen: a browser has but six connections to a server.
const line = document.querySelector("[data-here]");

function ownName() {
  const made = () => Array.from({ length: 20 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  try {
    localStorage.browser ??= made();
    return localStorage.browser;
  } catch {
    return made();
  }
}

if (line && "EventSource" in window) {
  const address = `${line.dataset.here}?browser=${ownName()}`;
  let source;

  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource(address);
    source.addEventListener("message", (event) => (line.textContent = event.data));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) line.textContent = "";
    });
  };

  const follow = () => {
    if (document.visibilityState === "visible") listen();
    else source?.close();
  };

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", follow);
}
