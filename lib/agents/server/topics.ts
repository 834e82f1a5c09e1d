/** The topic that every change of any agent wakes. */
export const AGENTS = 'agents';
