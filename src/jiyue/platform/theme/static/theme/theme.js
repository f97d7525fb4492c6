/* Remembers how the reader wants pages shown, turns pictures by hand, prints. Every page reads and works without it. */
(function () {
  "use strict";
  var KEY = "jiyue-reading";
  var root = document.documentElement;

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (error) { return {}; }
  }

  function write(state) {
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch (error) { /* storage is off: the choice lasts for this page */ }
  }

  function apply(state) {
    ["elder", "contrast", "text"].forEach(function (name) {
      if (state[name]) { root.dataset[name] = state[name]; } else { delete root.dataset[name]; }
    });
  }

  function bindModes(state) {
    function change(name, value) {
      state[name] = value;
      apply(state);
      write(state);
    }
    document.querySelectorAll("[data-mode]").forEach(function (box) {
      box.checked = state[box.dataset.mode] === "on";
      box.addEventListener("change", function () { change(box.dataset.mode, box.checked ? "on" : ""); });
    });
    document.querySelectorAll("[name='text-size']").forEach(function (radio) {
      if (state.text) { radio.checked = radio.value === state.text; }
      radio.addEventListener("change", function () { change("text", radio.value); });
    });
  }

  function bindPictures() {
    var strip = document.querySelector(".slides");
    var numbers = document.querySelectorAll(".pager a");
    if (!strip || !numbers.length) { return; }
    function mark() {
      var shown = Math.round(strip.scrollLeft / strip.clientWidth);
      numbers.forEach(function (number, index) {
        if (index === shown) { number.setAttribute("aria-current", "true"); } else { number.removeAttribute("aria-current"); }
      });
    }
    numbers.forEach(function (number, index) {
      number.addEventListener("click", function (event) {
        event.preventDefault();
        var still = matchMedia("(prefers-reduced-motion: reduce)").matches;
        strip.scrollTo({ left: index * strip.clientWidth, behavior: still ? "auto" : "smooth" });
      });
    });
    strip.addEventListener("scroll", mark, { passive: true });
    mark();
  }

  function bindPrinting() {
    document.querySelectorAll("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { print(); });
    });
  }

  var state = read();
  apply(state);
  document.addEventListener("DOMContentLoaded", function () {
    bindModes(state);
    bindPictures();
    bindPrinting();
  });
}());
