import type { Slash } from '../local/slash.ts';
import type { TokenHost } from '../local/token-host.ts';
import { documentedMembers, type TokenMembers } from '../local/token-members.ts';
import { plainWire, type Wire } from '../local/wire.ts';

/** One "Sendcloud API" integration with its pair of keys. */
export interface Integration {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly companyName: string;
  readonly username: string;
  /** "Use OAuth2 authentication": keys alone are refused, tokens are issued. */
  readonly onlyOAuth2: boolean;
  readonly scopesAllowed: readonly string[];
}

/** What the guide leaves open, or a server may do otherwise; strict to its letter at first. */
export interface Settings extends Wire, TokenMembers {
  /** Seconds, as the token address answers. */
  expiresInSeconds: number;
  scope: 'given' | 'missing';
  /** How keys of an OAuth2 integration are refused: not documented, so in words, or like any wrong key. */
  onlyOAuth2Says: 'so' | 'wrong-keys';
  /** Whether an integration with the setting switched off gets tokens all the same. */
  tokensForAll: boolean;
  /** The guide's curl sends the pair as it is; Hydra form-decodes both keys (RFC 6749 2.3.1). */
  pair: 'plain' | 'form-decoded';
  slash: Slash;
  tokenHost: TokenHost;
  /** What `GET /api/v2/user` holds. */
  user: 'documented' | 'flat' | 'nulls' | 'list' | 'empty' | 'page';
  /** What becomes of `GET /api/v2/user` for whoever is known. */
  userStatus: 200 | 403 | 404;
  /** The status for keys and tokens that are not known. */
  refusedWith: 401 | 403;
}

export const strict: Settings = {
  ...documentedMembers,
  ...plainWire,
  expiresInSeconds: 3599,
  scope: 'given',
  onlyOAuth2Says: 'wrong-keys',
  tokensForAll: false,
  pair: 'plain',
  slash: 'documented',
  tokenHost: 'any',
  user: 'documented',
  userStatus: 200,
  refusedWith: 401,
};

export const sampleIntegration: Integration = {
  publicKey: 'c7f1e0a94b2d4f6e8a01',
  privateKey: '5d2b9c3e7f60418f9ab4',
  companyName: 'Quayside Prints',
  username: 'quayside',
  onlyOAuth2: false,
  scopesAllowed: ['api', 'read:order', 'write:order', 'read:parcel'],
};
/** Keys that come out wrong where somebody encodes or decodes them once too often. */
export const oauth2Integration: Integration = {
  ...sampleIntegration,
  publicKey: 'a0+9%2Fb',
  privateKey: "p+w%41/=?&' ~",
  companyName: 'Tidewater Textiles',
  username: 'tidewater',
  onlyOAuth2: true,
};
