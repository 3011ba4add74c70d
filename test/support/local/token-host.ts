import type { Asked } from './exchange.ts';

/** Where tokens are made: at each name of this computer, or at `localhost` only, as at another host than the API. */
export type TokenHost = 'any' | 'localhost';

export const isTokenHost = ({ headers }: Asked, tokenHost: TokenHost): boolean =>
  tokenHost === 'any' || (headers.host ?? '').startsWith('localhost:');
