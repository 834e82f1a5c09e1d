/** The topic that every change of the catalogue wakes. */
export const SERVICES = 'services';
