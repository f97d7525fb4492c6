/* Small comforts on top of pages that work without them. */
(() => {
  "use strict";

  /* "/" goes to the search field, as the hint in it says. */
  document.addEventListener("keydown", (event) => {
    const field = document.getElementById("top-query");
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && field && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });

  /* Escape and a click elsewhere close the account box. */
  const closeBoxes = (except) => {
    for (const box of document.querySelectorAll("details.top-me[open]")) {
      if (box !== except) box.open = false;
    }
  };
  document.addEventListener("click", (event) => closeBoxes(event.target.closest("details.top-me")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeBoxes(null);
  });

  /* "Choose all" boxes of lists with a bulk action. */
  document.addEventListener("change", (event) => {
    const group = event.target.dataset.chooses;
    if (!group) return;
    for (const box of document.querySelectorAll(`input[name="${CSS.escape(group)}"]`)) {
      box.checked = event.target.checked;
    }
  });

  /* A form is sent once; a slow answer does not invite a second press. */
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    setTimeout(() => delete event.target.dataset.sent, 4000); /* an answer that is a file leaves the page standing */
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  /* Buttons that print appear where a script can print. */
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  /* A link to something inside a closed <details> opens it. */
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = target && target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
