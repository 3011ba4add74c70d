/** Members of a token answer as servers also write them. The guides show a number of seconds and `bearer`. */
export interface TokenMembers {
  expiresIn: 'number' | 'text' | 'with-fraction' | 'empty' | 'null' | 'missing';
  tokenType: 'bearer' | 'Bearer' | 'empty' | 'null' | 'mac' | 'missing';
  accessToken: 'given' | 'missing';
}
export const documentedMembers: TokenMembers = { expiresIn: 'number', tokenType: 'bearer', accessToken: 'given' };

/** Ways to say nothing. */
const nothing = { empty: '', null: null, missing: undefined } as const;
const saysNothing = (as: string): as is keyof typeof nothing => Object.hasOwn(nothing, as);

const writtenAs = (seconds: number, as: TokenMembers['expiresIn']): unknown => {
  if (saysNothing(as)) return nothing[as];
  if (as === 'number') return seconds;
  return as === 'text' ? String(seconds) : `${seconds}.0`;
};

const typeWrittenAs = (as: TokenMembers['tokenType']): unknown => (saysNothing(as) ? nothing[as] : as);

/** The members of an answer; what is undefined is not there. */
export const tokenMembers = (
  accessToken: string,
  expiresInSeconds: number,
  { expiresIn, tokenType, accessToken: given }: TokenMembers,
): Readonly<Record<string, unknown>> => ({
  token_type: typeWrittenAs(tokenType),
  access_token: given === 'given' ? accessToken : undefined,
  expires_in: writtenAs(expiresInSeconds, expiresIn),
});
