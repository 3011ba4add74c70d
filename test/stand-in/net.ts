/** `session.fetch` of one session; `net.fetch` is the default session's. */
export function createFetch(_session: object): typeof fetch {
  return (input, init) => fetch(input, init);
}
