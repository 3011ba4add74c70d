import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { isSendableToken } from '../oauth/tokens.ts';

/** What a format is made of. Without `endpointUrl` there is no command; a key is there only where the account has one. */
export interface CopySource {
  readonly providerId: string;
  readonly providerName: string;
  readonly accountName: string;
  readonly scheme: 'Bearer' | 'Basic';
  /** The token, or for Basic the packed pair of keys. */
  readonly accessToken: Secret;
  readonly endpointUrl?: string;
  readonly organizationId?: string;
  readonly expiresAt?: number;
  readonly keys: Readonly<Record<string, Secret>>;
}

/** How the copied thing is called in "... for Acme copied". */
const copiedNames: Readonly<Record<CopyFormat, string>> = {
  token: 'Token',
  header: 'Authorization header',
  curl: 'curl command',
  powershell: 'PowerShell command',
  cmd: 'cmd command',
  endpoint: 'Endpoint URL',
  org: 'Org ID',
  env: '.env line',
  json: 'JSON',
  'public-key': 'Public key',
  'private-key': 'Private key',
};

/** The name of what was copied. Keys have no token: there the Copy button gives the header's value. */
export const copiedName = (format: CopyFormat, scheme: CopySource['scheme']): string =>
  format === 'token' && scheme === 'Basic' ? copiedNames.header : copiedNames[format];

/** True for formats that need no secret opened and no living token. */
export const isPublicFormat = (format: CopyFormat): boolean => format === 'endpoint' || format === 'org';
/** True for formats that name an address. */
export const namesAddress = (format: CopyFormat): boolean =>
  format === 'endpoint' || format === 'curl' || format === 'powershell' || format === 'cmd';

/** What every account with a bearer token can give; `org` shows only where the account has one. */
export const usualFormats: readonly CopyFormat[] = [
  'token',
  'header',
  'curl',
  'powershell',
  'cmd',
  'endpoint',
  'org',
  'env',
  'json',
];

/**
 * The text that goes to the clipboard. Throws bad-input for a format that the account has nothing for, and with the
 * reason `unsafe-format` where that shell or file could read something else than these values.
 */
export const formatCopy = (format: CopyFormat, source: CopySource): Secret => {
  switch (format) {
    case 'token':
      return source.scheme === 'Basic' ? new Secret(credentialsOf(source)) : sendable(source.accessToken);
    case 'header':
      return new Secret(headerOf(source));
    case 'curl':
      return new Secret(`${curlFor(source)} -H ${posix(headerOf(source))} ${posix(addressOf(source))}`);
    case 'powershell': {
      const headers = `@{ Authorization = ${powershell(credentialsOf(source))} }`;
      return new Secret(`Invoke-RestMethod -Uri ${powershell(addressOf(source))} -Headers ${headers}`);
    }
    case 'cmd':
      return new Secret(`${curlFor(source)} -H ${cmd(headerOf(source))} ${cmd(addressOf(source))}`);
    case 'endpoint':
      return new Secret(addressOf(source));
    case 'org':
      return new Secret(present(source.organizationId, 'organization'));
    case 'env':
      return new Secret(envLine(source));
    case 'json':
      return new Secret(jsonOf(source));
    case 'public-key':
      return present(source.keys.publicKey, 'publicKey');
    case 'private-key':
      return present(source.keys.privateKey, 'privateKey');
  }
};

const holds = (write: () => unknown): boolean => {
  try {
    write();
    return true;
  } catch (error) {
    return !(error instanceof DockpassError && error.reason === 'unsafe-format');
  }
};

/** Formats that would be refused for this token, whatever the endpoint. */
export const unsafeFormatsOf = (scheme: CopySource['scheme'], accessToken: Secret): readonly CopyFormat[] => {
  const source: CopySource = {
    ...{ providerId: 'any', providerName: '', accountName: '', keys: {} },
    ...{ scheme, accessToken, endpointUrl: 'https://host.invalid/' },
  };
  return (['curl', 'powershell', 'cmd', 'env'] as const).filter(format => !holds(() => formatCopy(format, source)));
};

/** Commands that would be refused for this address, whatever the token. */
export const unsafeFormatsAt = (endpointUrl: string): readonly CopyFormat[] => {
  const quotes = { curl: posix, powershell, cmd } as const;
  return (['curl', 'powershell', 'cmd'] as const).filter(format => !holds(() => quotes[format](endpointUrl)));
};

const present = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new DockpassError('bad-input', { field: what });
  return value;
};

const sendable = (token: Secret): Secret => {
  if (!isSendableToken(token.reveal())) throw new DockpassError('bad-reply');
  return token;
};

const addressOf = (source: CopySource): string => present(source.endpointUrl, 'endpoint');
const credentialsOf = ({ scheme, accessToken }: CopySource): string => `${scheme} ${sendable(accessToken).reveal()}`;
/** RFC 6750 section 2.1 and RFC 7617 section 2. */
const headerOf = (source: CopySource): string => `Authorization: ${credentialsOf(source)}`;

/** curl takes brackets and braces of an address for patterns, unless told. https://curl.se/docs/manpage.html#-g */
const curlFor = (source: CopySource): string => (/[[\]{}]/.test(addressOf(source)) ? 'curl -g -sS' : 'curl -sS');

const unsafe = (): never => {
  throw new DockpassError('bad-input', { reason: 'unsafe-format' });
};
const oneLine = (word: string): string => (/[\p{Cc}\u2028\u2029]/u.test(word) ? unsafe() : word);

/** Quotes one word for POSIX shells: nothing is special inside single quotes but the quote itself. */
export const posix = (word: string): string => `'${oneLine(word).replaceAll("'", `'\\''`)}'`;

/**
 * Quotes one word for PowerShell: inside single quotes only a quote is special, and PowerShell takes the typographic
 * ones for quotes too. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export const powershell = (word: string): string => `'${oneLine(word).replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/**
 * Quotes one word for cmd.exe and the program it starts. Inside double quotes cmd still expands `%NAME%` (and `!NAME!`
 * where that is switched on), and nothing there can be escaped so that both cmd and the program read it alike.
 */
export const cmd = (word: string): string => {
  if (/["%!]/.test(word) || word.endsWith('\\')) unsafe();
  return `"${oneLine(word)}"`;
};

/** One line of a .env file. Readers agree on plain words and on single quotes, and on nothing that would escape one. */
const envLine = (source: CopySource): string => {
  const owner = source.providerId.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const what = source.scheme === 'Basic' ? 'AUTHORIZATION' : 'TOKEN';
  const name = owner.endsWith(`_${what}`) ? owner : `${owner}_${what}`;
  const value = source.scheme === 'Basic' ? credentialsOf(source) : sendable(source.accessToken).reveal();
  // A shell that reads the file would take a leading tilde for someone's home.
  if (/^[\w.+/=-][\w.~+/=-]*$/.test(value)) return `${name}=${value}`;
  return value.includes("'") ? unsafe() : `${name}='${oneLine(value)}'`;
};

/** `expires_at` in seconds since 1970, as OAuth libraries keep it. */
const jsonOf = (source: CopySource): string =>
  JSON.stringify(
    {
      provider: source.providerName,
      account: source.accountName,
      token_type: source.scheme,
      access_token: sendable(source.accessToken).reveal(),
      ...(source.expiresAt !== undefined && { expires_at: Math.floor(source.expiresAt / 1000) }),
      ...(source.organizationId !== undefined && { organization: source.organizationId }),
    },
    null,
    2,
  );
