import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { PlainTextKey, TextKey } from '../../text/texts.ts';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { CommandForm } from '../oauth/provider.ts';
import { isSendableToken } from '../oauth/tokens.ts';
import { cmd, dotenv, posix, powershell } from './quoting.ts';

/** What a format is made of. A key is there only where the account has one. */
export interface CopySource {
  readonly providerId: string;
  readonly providerName: string;
  readonly accountName: string;
  readonly scheme: 'Bearer' | 'Basic';
  /** The token, or for Basic the packed pair of keys. */
  readonly accessToken: Secret;
  readonly endpointUrl?: string;
  /** What the provider's guide puts into a request. */
  readonly command?: CommandForm;
  readonly organizationId?: string;
  readonly expiresAt?: number;
  readonly keys: Readonly<Record<string, Secret>>;
}

/** Texts that name the account. */
type CopiedKey = Extract<TextKey, `format.${string}.copied`>;

/** What a format is called wherever it is offered and told of: by texts, or by the name that a person gave it. */
type FormatWords =
  | {
      /** In the menus: "Copy curl command". */
      readonly menu: PlainTextKey;
      /** In the activity: "Copied curl command". */
      readonly done: PlainTextKey;
      /** Its name alone, "curl command", where it holds the access token and can be shown as a QR code. */
      readonly asQr?: Extract<TextKey, `format.${string}.as-qr`>;
      /** Once it is on the clipboard: "curl command for Acme copied". */
      readonly copied: CopiedKey;
      /** The same for keys (Basic), where that is something else. */
      readonly copiedOfKeys?: CopiedKey;
    }
  | { readonly name: string; readonly holdsToken: boolean };

/** One way to copy: all that the menus, the tray, the activity, the lock and the clipboard know of it. */
export interface CopyFormatEntry {
  readonly id: CopyFormat;
  readonly words: FormatWords;
  /** The text for the clipboard. Throws bad-input for what the account has not, and `unsafe-format` as quoting does. */
  readonly write: (source: CopySource) => Secret;
  /** The program or file that reads it, named where it cannot hold an account's values safely. */
  readonly reader?: string;
  /** The format that cannot hold an account's values whenever this one cannot: it is quoted alike. Itself where absent. */
  readonly unsafeAs?: CopyFormat;
  /** What an account must have for it to be offered. */
  readonly needs?: readonly ('address' | 'command' | 'organization' | 'expiry')[];
  /** A person chooses which of the account's endpoints; the others take the usual one. */
  readonly choosesEndpoint?: true;
  /** Holds nothing secret: it is copied while Dockpass is locked, and however old the token is. */
  readonly isPublic?: true;
  /** Only for accounts whose provider adds it; the others are offered wherever the provider does not leave them out. */
  readonly isExtra?: true;
}

/** Every way to copy that Dockpass brings, in the order of the menus. A new one is an entry here, and its quoting in quoting.ts. */
export const copyFormats: readonly CopyFormatEntry[] = [
  {
    id: 'token',
    words: {
      menu: 'format.token.menu',
      done: 'format.token.done',
      asQr: 'format.token.as-qr',
      copied: 'format.token.copied',
      // Keys have no token: the Copy button gives the header's value.
      copiedOfKeys: 'format.header.copied',
    },
    write: source => (source.scheme === 'Basic' ? new Secret(credentialsOf(source)) : sendable(source.accessToken)),
  },
  {
    id: 'header',
    words: {
      menu: 'format.header.menu',
      done: 'format.header.done',
      asQr: 'format.header.as-qr',
      copied: 'format.header.copied',
    },
    write: source => new Secret(headerOf(source)),
  },
  {
    id: 'public-key',
    words: {
      menu: 'format.public-key.menu',
      done: 'format.public-key.done',
      copied: 'format.public-key.copied',
    },
    isExtra: true,
    write: ({ keys }) => given(keys.publicKey, 'publicKey'),
  },
  {
    id: 'private-key',
    words: {
      menu: 'format.private-key.menu',
      done: 'format.private-key.done',
      copied: 'format.private-key.copied',
    },
    isExtra: true,
    write: ({ keys }) => given(keys.privateKey, 'privateKey'),
  },
  {
    id: 'curl',
    words: {
      menu: 'format.curl.menu',
      done: 'format.curl.done',
      asQr: 'format.curl.as-qr',
      copied: 'format.curl.copied',
    },
    needs: ['command'],
    reader: 'curl',
    write: source => new Secret(curlFor(source, posix)),
  },
  {
    id: 'powershell',
    words: {
      menu: 'format.powershell.menu',
      done: 'format.powershell.done',
      asQr: 'format.powershell.as-qr',
      copied: 'format.powershell.copied',
    },
    needs: ['command'],
    reader: 'PowerShell',
    write: source => new Secret(invokeFor(source)),
  },
  {
    id: 'cmd',
    words: {
      menu: 'format.cmd.menu',
      done: 'format.cmd.done',
      asQr: 'format.cmd.as-qr',
      copied: 'format.cmd.copied',
    },
    needs: ['command'],
    reader: 'cmd',
    write: source => new Secret(curlFor(source, cmd)),
  },
  {
    id: 'endpoint',
    words: {
      menu: 'format.endpoint.menu',
      done: 'format.endpoint.done',
      copied: 'format.endpoint.copied',
    },
    needs: ['address'],
    choosesEndpoint: true,
    isPublic: true,
    write: source => new Secret(addressOf(source)),
  },
  {
    id: 'org',
    words: {
      menu: 'format.org.menu',
      done: 'format.org.done',
      copied: 'format.org.copied',
    },
    needs: ['organization'],
    isPublic: true,
    write: ({ organizationId }) => new Secret(given(organizationId, 'organization')),
  },
  {
    id: 'env',
    words: {
      menu: 'format.env.menu',
      done: 'format.env.done',
      asQr: 'format.env.as-qr',
      copied: 'format.env.copied',
    },
    reader: '.env',
    write: source => new Secret(`${variableOf(source)}=${dotenv(tokenValue(source))}`),
  },
  {
    id: 'json',
    words: {
      menu: 'format.json.menu',
      done: 'format.json.done',
      asQr: 'format.json.as-qr',
      copied: 'format.json.copied',
    },
    write: source => new Secret(jsonOf(source)),
  },
];

/** Throws bad-input, naming `what`, for a value that an account has not. */
export const given = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new DockpassError('bad-input', { field: what });
  return value;
};

const sendable = (token: Secret): Secret => {
  if (!isSendableToken(token.reveal())) throw new DockpassError('bad-reply');
  return token;
};

export const addressOf = (source: CopySource): string => given(source.endpointUrl, 'endpoint');
const credentialsOf = ({ scheme, accessToken }: CopySource): string => `${scheme} ${sendable(accessToken).reveal()}`;
/** RFC 6750 section 2.1 and RFC 7617 section 2. */
export const headerOf = (source: CopySource): string => `Authorization: ${credentialsOf(source)}`;

/**
 * In the form of the provider's guide, where it shows one. curl takes brackets and braces of an address for patterns,
 * unless told. https://curl.se/docs/manpage.html#-g
 */
const curlFor = (source: CopySource, quote: (text: string) => string): string => {
  const address = addressOf(source);
  const { curl, headers = {} } = source.command ?? {};
  const lines = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), headerOf(source)].map(quote);
  if (curl !== undefined)
    return ['curl', ...curl, quote(address), ...lines.flatMap(line => ['--header', line])].join(' ');
  const options = /[[\]{}]/.test(address) ? ['-g', '-sS'] : ['-sS'];
  return ['curl', ...options, ...lines.flatMap(line => ['-H', line]), quote(address)].join(' ');
};

/** Windows' own PowerShell takes the type of the content by a parameter of its own only. */
const invokeFor = (source: CopySource): string => {
  const { 'Content-Type': type, ...others } = source.command?.headers ?? {};
  const headers = [...Object.entries(others), ['Authorization', credentialsOf(source)] as const].map(
    ([name, value]) => `${name} = ${powershell(value)}`,
  );
  const request = `Invoke-RestMethod -Uri ${powershell(addressOf(source))} -Headers @{ ${headers.join('; ')} }`;
  return [request, ...(type === undefined ? [] : ['-ContentType', powershell(type)])].join(' ');
};

/** The token as it is; of keys, what a header says of them. */
export const tokenValue = (source: CopySource): string =>
  source.scheme === 'Basic' ? credentialsOf(source) : sendable(source.accessToken).reveal();

/** `READYCLOUD_TOKEN`, `SENDCLOUD_AUTHORIZATION`; an id that ends in `token` already says so. */
const variableOf = ({ providerId, scheme }: CopySource): string => {
  const owner = providerId.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const what = scheme === 'Basic' ? 'AUTHORIZATION' : 'TOKEN';
  return owner.endsWith(`_${what}`) ? owner : `${owner}_${what}`;
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
