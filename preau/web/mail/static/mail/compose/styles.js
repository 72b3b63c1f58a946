/* Inline styles under a policy that forbids them.

   With `style-src 'self'` Chromium refuses a style attribute wherever HTML is parsed (innerHTML,
   <template>, DOMParser alike) or set by setAttribute, and reports each; CSSOM is allowed. So the
   attribute is renamed in the text before any parser sees it, and given back through CSSOM after.
   This quiets the policy, it is not what makes HTML safe: DOMPurify and the policy itself are. */

const PARKED = "data-preau-style";
const TAG = /<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const SHEETS = /<style\b[^]*?<\/style\s*>|<!--[^]*?-->/gi;

const PROPERTIES = new Set([
  "color", "background-color", "font-family", "font-size", "font-style", "font-weight", "text-align",
  "text-decoration", "text-decoration-line", "text-indent", "vertical-align", "white-space", "direction", "line-height",
  "width", "max-width", "height",
  ...["margin", "padding"].flatMap((box) => [box, ...sides(box, "")]),
  ...["border", "border-collapse", "border-spacing", "list-style-type"],
  ...["width", "style", "color"].flatMap((part) => [`border-${part}`, ...sides("border", `-${part}`)]),
]);

function sides(start, end) {
  return ["top", "right", "bottom", "left"].map((side) => `${start}-${side}${end}`);
}

/** HTML text in, the same text without style attribute, style sheet or event handler. */
export function park(html) {
  return html.replace(SHEETS, "").replace(TAG, (tag) => tag.replace(ATTRIBUTE, parkOne));
}

function parkOne(whole, name, value = "") {
  if (name.toLowerCase() === "style") return PARKED + value;
  return /^on[a-z]/i.test(name) ? "" : whole;
}

/** Give every element of `tree` its style back, kept to harmless properties. */
export function unpark(tree) {
  for (const element of tree.querySelectorAll(`[${PARKED}]`)) {
    const css = element.getAttribute(PARKED);
    element.removeAttribute(PARKED);
    element.style.cssText = css;
    for (const property of [...element.style]) {
      const value = element.style.getPropertyValue(property);
      if (!PROPERTIES.has(property) || /url\(|expression|var\(/i.test(value)) element.style.removeProperty(property);
    }
    if (!element.style.length) element.removeAttribute("style");
  }
  return tree;
}

export const parkedStyle = (css) => ({ [PARKED]: css });
