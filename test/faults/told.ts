/** What the program that is killed tells, one line of JSON each, on its standard output. The tokens are the pretended provider's. */
export type Told =
  /** The vault says that this account is kept. */
  | { readonly kind: 'kept'; readonly id: string }
  /** An action ended well, and this is the account's refresh token from now on. */
  | { readonly kind: 'holds'; readonly id: string; readonly refreshToken: string }
  | { readonly kind: 'renaming' | 'renamed'; readonly id: string; readonly label: string }
  | { readonly kind: 'removing'; readonly id: string }
  /** What a person sees beside the account. */
  | { readonly kind: 'problem'; readonly id: string; readonly code: string; readonly reason: string }
  /** An action that began and one that ended, well or not. */
  | { readonly kind: 'began'; readonly action: Action }
  | { readonly kind: 'ended'; readonly action: Action; readonly code: string }
  /** Everything was loaded and opened, and the actions begin. */
  | { readonly kind: 'started' };

export const actions = ['connect', 'reconnect', 'renew', 'rename', 're-seal', 'import', 'remove'] as const;
export type Action = (typeof actions)[number];

export const isTold = (line: unknown): line is Told => typeof line === 'object' && line !== null && 'kind' in line;
