"use strict";
(() => {
  const form = document.getElementById("filter");
  const who = document.getElementById("who");
  const text = document.getElementById("text");
  const shown = document.getElementById("shown");
  const selection = document.getElementById("selection");
  const lead = document.getElementById("lead");
  const whole = lead.textContent;
  const sumName = document.querySelector("#sum .name");
  const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
  const levels = boxes("level").map((box) => box.value);
  const cellsOf = (row) => levels.map((level) => row.querySelector(`[data-level="${level}"]`));
  const names = (name) => boxes(name).filter((box) => box.checked).map((box) => box.parentElement.textContent.trim());
  const fold = (words) => words.toLocaleLowerCase("sv").replace(/\s+/g, " ").trim();

  const textOf = (element, part) => element.querySelector(part)?.textContent ?? "";

  // A delmål such as c1 is looked for as a whole, since c10 is another one and Blad!C1 a cell; other words anywhere.
  const isDelmal = /^(?:(?:st|bt)?[abc]|bt)\d{1,2}$/;
  const holds = (word) => {
    if (!isDelmal.test(word)) return (told) => told.includes(word);
    const whole = new RegExp(`(?<![a-zåäö0-9!])(?:st|bt)?${word}(?![0-9])`);
    return (told) => whole.test(told);
  };

  const rows = new Map([...document.querySelectorAll("tr[data-for]")].map((row) => [row.dataset.for, row]));
  const files = [...document.querySelectorAll("article")].map((article) => {
    const row = rows.get(article.id);
    const entries = [...article.querySelectorAll(".entry")].map((item) => ({
      item,
      section: item.closest("section"),
      level: item.dataset.level,
      group: item.closest("section").dataset.group,
      common: fold([".level", ".code", ".head"].map((part) => textOf(item, part)).join(" ")),
      parts: [...item.querySelectorAll(".item")].map((part) => ({
        part, place: part.parentElement, words: fold(part.textContent + " " + textOf(part.parentElement, "a")),
      })),
      seps: [...item.querySelectorAll(".sep")],
    }));
    const about = fold(row.querySelector("th").textContent + " " + textOf(article, ".facts"));
    return { article, row, entries, about, cells: cellsOf(row), rest: article.querySelector(".exempted") };
  });
  const sum = cellsOf(document.getElementById("sum"));
  const all = files.reduce((total, file) => total + file.entries.reduce((part, entry) => part + entry.parts.length, 0), 0);

  const choice = () => ({
    who: who.value,
    words: fold(text.value).split(" ").filter((word) => word !== "").map(holds),
    levels: new Set(boxes("level").filter((box) => box.checked).map((box) => box.value)),
    groups: new Set(boxes("group").filter((box) => box.checked).map((box) => box.value)),
  });
  const isNarrow = (wanted) =>
    wanted.words.length > 0 || wanted.levels.size < levels.length || wanted.groups.size < boxes("group").length;

  // Where nothing was checked, nothing found is no zero.
  const put = (cell, number) => {
    cell.textContent = number === 0 && cell.closest(".unread") ? "–" : String(number);
    cell.classList.toggle("zero", number === 0);
  };

  // A comma stands between two things that are both shown.
  const isShownAfter = (sep) => {
    let next = sep.nextElementSibling;
    while (next && (next.hidden || !next.matches(".item, .place"))) next = next.nextElementSibling;
    return next !== null;
  };

  // Shows the places of a remark that hold all the words, those that stand about the file or the remark aside.
  const filterEntry = (entry, fits, words) => {
    const rest = words.filter((word) => !word(entry.common));
    let count = 0;
    for (const { part, words: told } of entry.parts) {
      part.hidden = !(fits && rest.every((word) => word(told)));
      count += !part.hidden;
    }
    for (const { place } of entry.parts) place.hidden = [...place.querySelectorAll(".item")].every((one) => one.hidden);
    for (const sep of entry.seps) sep.hidden = sep.previousElementSibling.hidden || !isShownAfter(sep);
    entry.item.hidden = count === 0;
    return count;
  };

  // Shows the remarks of one file that are wanted; gives how many findings there are at each level.
  const filterFile = (file, wanted, narrow) => {
    const counts = new Map(levels.map((level) => [level, 0]));
    const chosen = wanted.who === "" || wanted.who === file.article.id;
    const words = wanted.words.filter((word) => !word(file.about));
    const known = wanted.words.length > 0 && words.length === 0;
    const used = new Set();
    for (const entry of file.entries) {
      const fits = chosen && wanted.levels.has(entry.level) && wanted.groups.has(entry.group);
      const count = filterEntry(entry, fits, words);
      if (count > 0) {
        used.add(entry.section);
        counts.set(entry.level, counts.get(entry.level) + count);
      }
    }
    for (const entry of file.entries) entry.section.hidden = !used.has(entry.section);
    const visible = chosen && (used.size > 0 || !narrow || (known && file.entries.length === 0));
    file.article.hidden = file.row.hidden = !visible;
    if (file.rest) file.rest.hidden = narrow;
    file.cells.forEach((cell, index) => put(cell, counts.get(levels[index])));
    return visible ? counts : null;
  };

  // What is chosen, in words that also stand on paper.
  const described = (wanted) => [
    wanted.who === "" ? "" : `filen ${who.selectedOptions[0].textContent.trim()}`,
    wanted.words.length === 0 ? "" : `sökorden ”${text.value.trim()}”`,
    wanted.levels.size === levels.length ? "" : `nivå ${names("level").join(", ") || "ingen"}`,
    wanted.groups.size === boxes("group").length ? "" : `grupp ${names("group").join(", ") || "ingen"}`,
  ].filter((part) => part !== "").join("; ");

  const tellSelection = (wanted, told) => {
    const choices = described(wanted);
    selection.hidden = choices === "";
    selection.textContent = choices === "" ? "" : `Urval: ${choices}. ${told} Resten är utelämnat, och summorna gäller urvalet.`;
    lead.textContent = choices === "" ? whole : `Hela granskningen: ${whole}`;
    sumName.textContent = choices === "" ? "Summa" : "Summa i urvalet";
  };

  const apply = () => {
    const wanted = choice();
    const narrow = isNarrow(wanted);
    const found = files.map((file) => filterFile(file, wanted, narrow)).filter((counts) => counts !== null);
    const totals = levels.map((level) => found.reduce((total, counts) => total + counts.get(level), 0));
    sum.forEach((cell, index) => put(cell, totals[index]));
    const number = totals.reduce((one, other) => one + other, 0);
    shown.textContent = `Visar ${number} av ${all} fynd i ${found.length} av ${files.length} filer.`;
    tellSelection(wanted, shown.textContent);
    return wanted;
  };

  // The choice stands in the address, so that it can be kept or sent.
  const remember = (wanted) => {
    const kept = new URLSearchParams();
    if (wanted.who) kept.set("fil", wanted.who);
    if (wanted.words.length > 0) kept.set("sok", text.value.trim());
    if (wanted.levels.size < levels.length) kept.set("niva", [...wanted.levels].join(","));
    if (wanted.groups.size < boxes("group").length) kept.set("grupp", [...wanted.groups].join(","));
    const hash = kept.toString();
    history.replaceState(null, "", hash ? `#?${hash}` : location.href.split("#")[0]);
  };

  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(2));
    who.value = files.some((file) => file.article.id === kept.get("fil")) ? kept.get("fil") : "";
    text.value = kept.get("sok") ?? "";
    for (const [name, key] of [["level", "niva"], ["group", "grupp"]]) {
      const wanted = kept.has(key) ? kept.get(key).split(",") : null;
      for (const box of boxes(name)) box.checked = wanted === null || wanted.includes(box.value);
    }
  };

  const clear = () => {
    who.value = text.value = "";
    for (const box of [...boxes("level"), ...boxes("group")]) box.checked = true;
  };

  // An address of one file shows that file, also when the choice had hidden it.
  const arrive = () => {
    if (location.hash.startsWith("#?")) {
      recall();
      apply();
      return;
    }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      clear();
      apply();
      target.scrollIntoView();
    }
  };

  // Many files take a moment to go through, so words are looked up when the typing pauses.
  let pause = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(pause);
    if (event.target === text) pause = setTimeout(() => remember(apply()), 150);
    else remember(apply());
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("all").addEventListener("click", () => {
    clearTimeout(pause);
    clear();
    remember(apply());
  });
  window.addEventListener("hashchange", arrive);
  form.hidden = false;
  apply();
  arrive();
})();
