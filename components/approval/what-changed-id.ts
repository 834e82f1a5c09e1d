/** Where the section about earlier versions is in the page, for links to it. */
export const whatChangedId = 'what-changed';
