/** True for this machine as a URL's `hostname` writes it. Names that resolve to it do not count (RFC 8252 section 8.3). */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
