/** The topic that every freeze, and every lifting of one, wakes. */
export const FREEZES = 'freezes';
