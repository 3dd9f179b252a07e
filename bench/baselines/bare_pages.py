"""Two pages with nothing in them: a tick by a key, a reply shown, and the way to the other page."""

from __future__ import annotations

PAGE = b"""<!doctype html><html lang="en"><title>Bare</title>
<label><input type="checkbox"> An answer</label><p id="reply"></p>
<script>
const box = document.querySelector("input");
addEventListener("keydown", async (event) => {
  if (event.key === "Enter") return location.assign("/other");
  box.checked = !box.checked;
  const reply = await fetch("/reply", { method: "POST", body: "answer=1" });
  document.querySelector("#reply").textContent = await reply.text() + Math.random();
});
</script>"""


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    body = b"Saved " if scope["method"] == "POST" else PAGE
    await send({"type": "http.response.body", "body": body})
