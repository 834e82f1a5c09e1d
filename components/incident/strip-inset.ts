/** Room for the lanes' names and for the last tick, so that marks stand over their instants. */
export const STRIP_ROOM = '[--strip-left:4.25rem] md:[--strip-left:7.5rem]';
export const STRIP_INSET = 'ml-(--strip-left) mr-3';
