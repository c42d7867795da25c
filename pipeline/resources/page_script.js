"use strict";
{
  const form = document.querySelector("form.filter");
  const marked = [...document.querySelectorAll("[data-tags]")];
  const entries = marked.filter(one => one.matches(".entry"));
  const registers = document.querySelectorAll(".register");
  const rest = [...document.querySelectorAll(
    ".unit:not([data-tags]), details.header, .inner, .label")];
  // from the inside out, so that what holds nothing that is shown goes too
  const around = [...document.querySelectorAll(
    ".minutes li, .minutes tr, .paragraph, .minutes ul, .scroll, .aside, .part, article")].reverse();

  const fits = (one, tags, holder) =>
    (!tags.length || tags.some(tag => one.dataset.tags.split(" ").includes(tag)))
    && (!holder || one.dataset.holders.split(" ").includes(holder));

  const show = () => {
    const wanted = new FormData(form), tags = wanted.getAll("tag"), holder = wanted.get("holder");
    const open = !tags.length && !holder;
    for (const one of marked) one.hidden = !fits(one, tags, holder);
    for (const one of rest) one.hidden = !open;
    for (const one of around)
      one.hidden = !open && !one.querySelector(".unit:not([hidden]), .entry:not([hidden])");
    for (const register of registers) {
      const count = register.querySelectorAll(".entry:not([hidden])").length;
      const all = register.querySelectorAll(".entry").length;
      register.querySelector(".count").textContent = count === all ? all : `${count} / ${all}`;
    }
    const shown = entries.filter(one => !one.hidden).length;
    form.querySelector("output").textContent = open ? ""
      : form.dataset.shown.replace("{shown}", shown).replace("{all}", form.dataset.all);
    form.querySelector("button").disabled = open;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.hidden = false;
  show();
}
