/** The strip's own margins, so that marks stand over their instants. */
export const STRIP_LEFT_PX = 48;
export const STRIP_RIGHT_PX = 12;
