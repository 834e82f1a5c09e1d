/** The base, wherever it is named beside rules. */
export const EVERYTHING = { id: 'everything', name: 'Everything' } as const;
