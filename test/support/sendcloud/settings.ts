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

export interface Settings {
  /** Seconds, as the token address answers. */
  expiresInSeconds: number;
  /** How keys of an OAuth2 integration are refused: not documented, so in words, or like any wrong key. */
  onlyOAuth2Says: 'so' | 'wrong-keys';
}

export const defaultSettings: Settings = { expiresInSeconds: 3599, onlyOAuth2Says: 'wrong-keys' };

export const sampleIntegration: Integration = {
  publicKey: 'c7f1e0a94b2d4f6e8a01',
  privateKey: '5d2b9c3e7f60418f9ab4',
  companyName: 'Quayside Prints',
  username: 'quayside',
  onlyOAuth2: false,
  scopesAllowed: ['api', 'read:order', 'write:order', 'read:parcel'],
};
/** Keys that come out wrong where somebody forgets to encode them, or encodes them once too often. */
export const oauth2Integration: Integration = {
  ...sampleIntegration,
  publicKey: 'a0+9%2Fb',
  privateKey: "p+w%41/=?&' ~",
  companyName: 'Tidewater Textiles',
  username: 'tidewater',
  onlyOAuth2: true,
};
