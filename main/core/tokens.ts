import type { Life } from './account-record.ts';
import type { Secret } from './secret.ts';

/** Tokens as they came from a provider. `expiresInSeconds` as answered; absent when the answer did not say. */
export interface TokenSet {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  readonly expiresInSeconds?: number;
  readonly scopes?: readonly string[];
  /** This computer's clock minus the provider's `Date` header, ms. */
  readonly clockSkewMs?: number;
}

/** The life of a token received at `now` (epoch ms by this computer's clock, so that a wrong clock still counts right). */
export const lifeOf = (tokens: Pick<TokenSet, 'expiresInSeconds'>, now: number): Life =>
  tokens.expiresInSeconds === undefined
    ? { kind: 'unknown', issuedAt: now }
    : { kind: 'until', issuedAt: now, expiresAt: now + tokens.expiresInSeconds * 1000 };

/** RFC 6750 section 2.1 tokens are visible ASCII; anything else could break out of a header or a command line. */
export const isSendableToken = (text: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(text);

/** This computer's clock minus the reply's `Date` header, ms; undefined without a readable header. */
export const clockSkewOf = (reply: Response, now: number): number | undefined => {
  const header = reply.headers.get('date');
  const at = header === null ? Number.NaN : httpDateAt(header);
  return Number.isNaN(at) ? undefined : now - at;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IMF-fixdate of RFC 9110 section 5.6.7 as epoch ms, counted by hand because the core has no Date. */
const httpDateAt = (header: string): number => {
  const match = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(header);
  const month = months.indexOf(match?.[2] ?? '');
  if (match === null || month < 0) return Number.NaN;
  const [day, year, hour, minute, second] = [match[1], match[3], match[4], match[5], match[6]].map(Number);
  const days = daysFromCivil(Number(year), month + 1, Number(day));
  return (((days * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
};

/** Days since 1970-01-01 of a civil date (proleptic Gregorian), by counting eras of 400 years. */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
};
