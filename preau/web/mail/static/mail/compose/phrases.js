/* Sentences for people, translated by the server, carried by the HTML:
   data-preau-say-<name>="… {value} …". */

export function say(place, name, values = {}) {
  const holder = place.closest(`[data-preau-say-${name}]`);
  const sentence = holder?.getAttribute(`data-preau-say-${name}`) ?? "";
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** The first letter of the sentence chosen by number: `one` or `many`. */
export function sayCount(place, name, count, values = {}) {
  return say(place, `${name}-${count > 1 ? "many" : "one"}`, { count, ...values });
}

/** A copy of the <template> of that name: markup stays in the templates. */
export function copyOf(place, name) {
  const template = place.closest("[data-preau-composer]").querySelector(`template[data-preau-template="${name}"]`);
  return template.content.firstElementChild.cloneNode(true);
}

export const slot = (element, name) => element.querySelector(`[data-preau-slot="${name}"]`);
