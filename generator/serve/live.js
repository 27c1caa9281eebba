// Keeps a page in step with the archive: swaps style sheets in place, loads the page again when it
// is another, and shows what is wrong until that is mended. Sent by the preview, in no built page.
(() => {
  "use strict";
  const version = document.currentScript.dataset;
  const DISMISSED = "microfiche-dismissed";
  let source = null;
  let overlay = null;

  function listen() {
    if (source || document.hidden) return;
    const { digest, epoch, number } = version;
    const query = new URLSearchParams({ page: location.pathname, digest, epoch, number });
    source = new EventSource(`/.microfiche/events?${query}`);
    source.addEventListener("style", (event) => swap(JSON.parse(event.data), event.lastEventId));
    source.addEventListener("problems", (event) => show(event.data));
    source.addEventListener("reload", () => {
      leave();
      location.reload();
    });
  }

  // A browser keeps six connections to a server: pages that nobody sees give theirs back.
  function leave() {
    source?.close();
    source = null;
  }

  // The old sheet goes when the new one is there, so that no moment is without style.
  function swap(path, number) {
    version.number = number;
    for (const late of document.querySelectorAll("link[data-microfiche-late]")) late.remove();
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(
      (link) => new URL(link.href).origin === location.origin,
    );
    const named = sheets.filter((link) => new URL(link.href).pathname === path);
    // A sheet that no link names is imported by one that a link does name.
    for (const old of named.length ? named : sheets) {
      const fresh = old.cloneNode();
      const address = new URL(old.href);
      address.searchParams.set("microfiche", number);
      fresh.href = address.href;
      fresh.dataset.microficheLate = "";
      fresh.addEventListener("load", () => {
        delete fresh.dataset.microficheLate;
        old.remove();
      });
      fresh.addEventListener("error", () => fresh.remove());
      old.after(fresh);
    }
  }

  function show(data) {
    overlay?.remove();
    overlay = null;
    const problems = JSON.parse(data);
    if (!problems.length) sessionStorage.removeItem(DISMISSED);
    if (!problems.length || "own" in version || sessionStorage.getItem(DISMISSED) === data) return;
    overlay = make("div", { id: "microfiche-problems", lang: "en", dir: "ltr", hidden: true });
    const style = make("link", { rel: "stylesheet", href: "/.microfiche/live.css" });
    const shown = overlay;
    style.addEventListener("load", () => (shown.hidden = false));
    const close = make("button", { type: "button", textContent: "Close" });
    close.addEventListener("click", () => dismiss(data));
    const count = problems.length === 1 ? "A problem" : `${problems.length} problems`;
    const section = make("section", { className: "problems overlay", role: "alert" }, [
      make("h2", { textContent: `${count}: what you see is the last good version` }),
      make("ol", {}, problems.map(entry)),
      close,
    ]);
    overlay.attachShadow({ mode: "open" }).append(style, section);
    document.documentElement.append(overlay);
  }

  function entry(problem) {
    const lines = problem.excerpt.map(([number, text]) =>
      make("li", { value: number, className: number === problem.line ? "wrong" : "" }, [
        make("code", { textContent: text }),
      ]),
    );
    return make("li", {}, [
      make("p", { className: "where", textContent: problem.where }),
      make("p", { className: "what", textContent: problem.message }),
      ...(lines.length ? [make("ol", {}, lines)] : []),
      make("p", { textContent: problem.remedy }),
    ]);
  }

  function make(name, properties, children = []) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function dismiss(data) {
    sessionStorage.setItem(DISMISSED, data);
    overlay?.remove();
    overlay = null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && overlay) overlay.shadowRoot.querySelector("button").click();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
