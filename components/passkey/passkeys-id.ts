/** Where the page of one's account shows passkeys, and links to them lead. */
export const PASSKEYS_ID = 'passkeys';
