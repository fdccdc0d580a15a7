// The page of the kiosk: starts the terminal once there is a place, keeps it in focus, and comes back by itself.
"use strict";
(() => {
  const PING = 5000, SILENCE = 15000, AGAIN = 1500;
  const WHY = { 4000: "moment", 4410: "left", 4500: "failure", 4503: "busy" };
  // Width and height of a letter of the font, as parts of its size.
  const WIDE = 0.601, HIGH = 1.32;
  let socket = null, heard = 0;

  const say = (why) => { document.body.dataset.why = why; };

  // Nothing opens a window, and nothing reaches the clipboard or a menu.
  window.open = () => null;
  for (const name of ["contextmenu", "copy", "cut", "paste", "dragstart", "dragover", "drop", "beforeprint", "auxclick"])
    window.addEventListener(name, (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);

  // No key that is meant for the browser does what the browser does at it; the terminal gets them all the same.
  window.addEventListener("keydown", (event) => {
    const key = /^F\d+$/.test(event.key) || event.key.startsWith("Browser");
    if (event.ctrlKey || event.altKey || event.metaKey || key) event.preventDefault();
  }, true);

  // The terminal opens its socket itself; this one tells why it closed, and whether the server still answers.
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(address, protocols) {
      super(address, protocols);
      socket = this;
      heard = Date.now();
      this.send = (text) => { if (this.readyState === Native.OPEN) super.send(text); };
      this.addEventListener("message", () => { heard = Date.now(); });
      this.addEventListener("close", (event) => { say(WHY[event.code] || "moment"); comeBack(); });
    }
  };

  const comeBack = () => setTimeout(async () => {
    if (document.body.dataset.why === "left") return;
    try {
      const answer = await fetch("/ready", { cache: "no-store" });
      if (answer.ok) { window.location.reload(); return; }
      say("busy");
    } catch { say(document.body.dataset.why === "failure" ? "failure" : "moment"); }
    comeBack();
  }, AGAIN);

  const watch = () => {
    if (!socket || socket.readyState !== Native.OPEN) return;
    if (Date.now() - heard > SILENCE) { window.location.reload(); return; }
    socket.send(JSON.stringify(["ping", String(Date.now())]));
  };

  // The largest letters, up to those the site wants, with which every page of the kiosk fits.
  const letter = (wanted) => {
    const fits = (columns, rows) => Math.min(innerWidth / columns / WIDE, innerHeight / rows / HIGH);
    return Math.max(8, Math.floor(Math.min(wanted, Math.max(fits(72, 22), fits(40, 25)))));
  };

  const focus = () => {
    const line = document.querySelector(".xterm-helper-textarea");
    if (line) { line.inputMode = "none"; line.focus({ preventScroll: true }); }
  };

  window.addEventListener("DOMContentLoaded", () => {
    const begin = window.onload;
    window.onload = async () => {
      const terminal = document.getElementById("terminal");
      const size = letter(Number(terminal.dataset.fontSize));
      terminal.dataset.fontSize = size;
      await Promise.all(["", "bold "].map((kind) => document.fonts.load(`${kind}${size}px "Roboto Mono"`)));
      const place = async () => {
        try {
          const answer = await fetch("/ready", { cache: "no-store" });
          if (answer.ok) { say("moment"); begin(); focus(); return; }
          say("busy");
        } catch { say("moment"); }
        setTimeout(place, AGAIN);
      };
      await place();
    };
    for (const name of ["pointerup", "focus", "keydown"]) window.addEventListener(name, focus);
    setInterval(watch, PING);
  });
})();
