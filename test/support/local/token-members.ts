/** Members of a token answer as servers also write them. The guides show a number of seconds and `bearer`. */
export interface TokenMembers {
  expiresIn: 'number' | 'text' | 'with-fraction' | 'empty' | 'null' | 'missing';
  tokenType: 'bearer' | 'Bearer' | 'empty' | 'null' | 'mac' | 'missing';
  accessToken: 'given' | 'missing';
}
export const documentedMembers: TokenMembers = { expiresIn: 'number', tokenType: 'bearer', accessToken: 'given' };

const writtenAs = (seconds: number, as: TokenMembers['expiresIn']): unknown => {
  switch (as) {
    case 'number':
      return seconds;
    case 'text':
      return String(seconds);
    case 'with-fraction':
      return `${seconds}.0`;
    case 'empty':
      return '';
    case 'null':
      return null;
    case 'missing':
      return undefined;
  }
};

const typeWrittenAs = (as: TokenMembers['tokenType']): unknown => {
  switch (as) {
    case 'empty':
      return '';
    case 'null':
      return null;
    case 'missing':
      return undefined;
    default:
      return as;
  }
};

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
