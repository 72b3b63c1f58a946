/** Prints the page once its frames have their height. */
addEventListener("load", () => setTimeout(() => print(), 300));
