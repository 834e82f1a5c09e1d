/**
 * The scroll lock under dialogs and menus writes a style element. It asks this global, by
 * webpack's name for it, which nonce the content policy lets through.
 */
export function giveStyleNonce(nonce: string): void {
  if (typeof window !== 'undefined' && nonce) Object.assign(window, { __webpack_nonce__: nonce });
}
