/** Who may sign in here, and as which program. All invented. */
export const oauthUser = { name: 'maria', password: 'correct horse & battery=staple+1' };
export const oauthClient = { id: 'dock-any', secret: 'any+secret/=' };
export const oauthPaths = {
  description: '/.well-known/oauth-authorization-server',
  authorize: '/authorize',
  allow: '/authorize/allow',
  token: '/token',
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
/** What it leaves out of, or puts into, a token reply. */
export type Replies = 'honestly' | 'without-token-type' | 'with-mac-token' | 'with-a-line-break' | 'without-token';
