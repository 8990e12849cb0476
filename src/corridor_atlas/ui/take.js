// The list of what can be taken away, by what it is for: links beside each other, or on a narrow screen one list to
// choose from. And the buttons of the dialog that copy a text.
const made = new WeakMap();

function element(tag, parent, options) {
  const node = Object.assign(document.createElement(tag), options);
  parent.append(node);
  return node;
}

/** Build the list anew for other words. */
function build(nav, { label, groups }, pick) {
  nav.replaceChildren();
  nav.setAttribute("aria-label", label);
  const select = element("select", nav);
  select.setAttribute("aria-label", label);
  select.onchange = () => pick(select.value);
  for (const { title, entries } of groups) {
    const options = element("optgroup", select, { label: title });
    element("h3", nav, { textContent: title });
    for (const { name, title: text, forms } of entries) {
      element("option", options, { value: name, textContent: forms.length ? `${text} (${forms.join(", ")})` : text });
      const button = element("button", nav, { type: "button", textContent: text });
      button.dataset.name = name;
      if (forms.length) {
        button.append(" "); // spoken apart
        element("small", button, { textContent: forms.join(" ") });
      }
      button.onclick = () => pick(name);
    }
  }
}

function mark(nav, chosen) {
  nav.querySelector("select").value = chosen;
  for (const button of nav.querySelectorAll("button")) {
    if (button.dataset.name === chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** Copy the text beside the button, or select it where the browser does not allow that; say which. */
async function copy(button) {
  const box = button.closest(".ca-copy");
  const text = box.querySelector("code");
  const said = box.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text.textContent);
    said.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(text); // no permission, or not a secure page
    said.textContent = button.dataset.select;
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".ca-copy button");
  if (button) copy(button);
});

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  const told = JSON.parse(data);
  const words = JSON.stringify(told.groups);
  const pick = (name) => {
    mark(nav, name);
    setTriggerValue("picked", name);
  };
  if (made.get(nav) !== words) build(nav, told, pick);
  made.set(nav, words);
  mark(nav, told.chosen);
}
