/** What a page of a sign-in may go to. Anything else could leave Chromium for another program or for local files. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);

/** Frames and new windows also start empty or with what their page made itself. */
export const isInnerAddress = (url: string): boolean => isWebAddress(url) || /^(?:about|blob|data):/i.test(url);

/** The origin of a page on the web, all of its address that a person is shown; empty for anything else. */
export const originOf = (url: string): string => (isWebAddress(url) ? (URL.parse(url)?.origin ?? '') : '');

/** The host with its port, or nothing for what is not an address: all of an address that may be logged. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? '';
