/** The topic that wakes whoever hands notices on. */
export const NOTICES = 'notices';
