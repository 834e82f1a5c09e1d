/**
 * Stands in the place of a part of a page until its script has come. It is what gives the part a
 * boundary of its own: without one React hides the whole page meanwhile, and what was scrolled in it
 * comes back elsewhere.
 */
export const nothing = () => null;
