import type { CopyFormat } from '../../preload/contract.ts';
import { DockpassError } from './errors.ts';
import { Secret } from './secret.ts';
import { isSendableToken } from './tokens.ts';

/** What a format is made of. */
export interface CopySource {
  readonly accessToken: Secret;
  readonly endpointUrl: string;
  readonly organizationId: string | undefined;
}

/** How the copied thing is called in "... for Acme copied". */
export const copiedNames: Readonly<Record<CopyFormat, string>> = {
  token: 'Token',
  header: 'Authorization header',
  curl: 'curl command',
  endpoint: 'Endpoint URL',
  org: 'Org ID',
};

/** True for formats that need no secret opened and no living token. */
export const isPublicFormat = (format: CopyFormat): boolean => format === 'endpoint' || format === 'org';

/** The text that goes to the clipboard. Throws bad-input for a format that the account has nothing for. */
export const formatCopy = (format: CopyFormat, source: CopySource): Secret => {
  switch (format) {
    case 'token':
      return sendable(source.accessToken);
    case 'header':
      return new Secret(headerOf(source.accessToken));
    case 'curl':
      return new Secret(`curl -sS -H ${posix(headerOf(source.accessToken))} ${posix(source.endpointUrl)}`);
    case 'endpoint':
      return new Secret(source.endpointUrl);
    case 'org':
      if (source.organizationId === undefined) throw new DockpassError('bad-input', { detail: 'the organization' });
      return new Secret(source.organizationId);
  }
};

const sendable = (token: Secret): Secret => {
  if (!isSendableToken(token.reveal())) throw new DockpassError('bad-reply');
  return token;
};

/** RFC 6750 section 2.1. */
const headerOf = (token: Secret): string => `Authorization: Bearer ${sendable(token).reveal()}`;

/** Quotes one word for POSIX shells: nothing is special inside single quotes but the quote itself. */
export const posix = (word: string): string => {
  if (/\p{Cc}/u.test(word)) throw new DockpassError('bad-input', { reason: 'control-character' });
  return `'${word.replaceAll("'", `'\\''`)}'`;
};
