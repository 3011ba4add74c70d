import type { Slash } from '../local/slash.ts';
import { documentedMembers, type TokenMembers } from '../local/token-members.ts';
import { plainWire, type Wire } from '../local/wire.ts';

/** Who may sign in here, and as which program. All invented. */
export const oauthUser = { name: 'maria', password: 'correct horse & battery=staple+1' };
export const oauthClient = { id: 'dock-any', secret: 'any+secret/=' };
export const oauthPaths = {
  description: '/.well-known/oauth-authorization-server',
  authorize: '/authorize',
  allow: '/authorize/allow',
  token: '/token',
  revoke: '/revoke',
  api: '/api/orders',
} as const;

/** How a server that means harm, or is broken, answers a sign-in at its redirect address. */
export type Answers =
  | 'honestly'
  | 'with-another-state'
  | 'without-state'
  | 'as-another-server'
  | 'without-its-name'
  | 'with-a-token-for-a-code'
  | 'with-two-codes';

/** How a server answers who revokes a token (RFC 7009 section 2.2.1). */
export type Revokes = 'every-token' | 'refresh-tokens-only' | 'later' | 'nothing';

/** What a server may do otherwise than RFC 6749 has it; strict to its letter at first. */
export interface Settings extends Wire, TokenMembers {
  answers: Answers;
  /** A token breaks its line, as one does that is to smuggle in a header. */
  lineBreak: boolean;
  /** Whether sign-ins by password get a refresh token. */
  refreshes: boolean;
  expiresInSeconds: number;
  slash: Slash;
  revokes: Revokes;
  /** The status for a wrong name or password. */
  refusedWith: 400 | 401 | 403;
}
export const strict: Settings = {
  ...plainWire,
  ...documentedMembers,
  answers: 'honestly',
  lineBreak: false,
  refreshes: true,
  expiresInSeconds: 7200,
  slash: 'documented',
  revokes: 'every-token',
  refusedWith: 400,
};
