/** Codes, hosts and ids only: never a URL with a query or fragment, never a body. */
export interface Log {
  readonly write: (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
}
