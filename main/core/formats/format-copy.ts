import type { CopyFormat, CopyFormatView } from '../../../preload/contract/copy-formats.ts';
import { text } from '../../text/text.ts';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { Provider, Values } from '../oauth/provider.ts';
import { type CopyFormatEntry, type CopySource, copyFormats } from './copy-formats.ts';
import type { Formats } from './own-formats.ts';

/** The format of this id. Throws bad-input where there is none. */
export const formatOf = (formats: Formats, id: CopyFormat): CopyFormatEntry => {
  const found = formats().find(one => one.id === id);
  if (found === undefined) throw new DockpassError('bad-input', { field: 'format' });
  return found;
};

/** "Copy curl command". */
export const menuWords = ({ words }: CopyFormatEntry): string =>
  'name' in words ? text('own-format.menu', { name: words.name }) : text(words.menu);

const doneWords = ({ words }: CopyFormatEntry): string =>
  'name' in words ? text('own-format.done', { name: words.name }) : text(words.done);

/** "curl command", where it holds the access token and can be shown as a QR code. */
export const qrWords = ({ words }: CopyFormatEntry): string | undefined => {
  if ('name' in words) return words.holdsToken ? words.name : undefined;
  return words.asQr === undefined ? undefined : text(words.asQr);
};

/** Said once it is on the clipboard. */
export const copiedWords = ({ words }: CopyFormatEntry, { scheme, accountName }: CopySource): string => {
  if ('name' in words) return text('own-format.copied', { name: words.name, account: accountName });
  return text((scheme === 'Basic' ? words.copiedOfKeys : undefined) ?? words.copied, { account: accountName });
};

/** The formats in the words of the windows. */
export const viewCopyFormats = (formats: readonly CopyFormatEntry[] = copyFormats): readonly CopyFormatView[] =>
  formats.map(format => {
    const { id, reader, choosesEndpoint } = format;
    const asQr = qrWords(format);
    return {
      id,
      menu: menuWords(format),
      done: doneWords(format),
      ...(asQr !== undefined && { asQr }),
      ...(reader !== undefined && { reader }),
      ...(choosesEndpoint !== undefined && { choosesEndpoint }),
    };
  });

/** What an account has that a format may need. */
type AccountHas = Readonly<Record<NonNullable<CopyFormatEntry['needs']>[number], boolean>>;

/** What an account of this provider can give. */
export const offeredFormats = (
  formats: readonly CopyFormatEntry[],
  provider: Pick<Provider, 'formats'>,
  values: Values,
  has: AccountHas,
): readonly CopyFormatEntry[] => {
  const { added = [], omitted = [] } = provider.formats?.(values) ?? {};
  return formats
    .filter(({ id, isExtra }) => (isExtra ? added.includes(id) : !omitted.includes(id)))
    .filter(({ needs = [] }) => needs.every(need => has[need]));
};

const isUnsafe = ({ write }: CopyFormatEntry, source: CopySource): boolean => {
  try {
    write(source);
    return false;
  } catch (error) {
    return error instanceof DockpassError && error.reason === 'unsafe-format';
  }
};

/** The formats that cannot hold this token, or this address, without being misread; what is not given is harmless. */
export const unsafeFormats = (some: Partial<Pick<CopySource, 'scheme' | 'accessToken' | 'endpointUrl'>>) => {
  // Everything is given: what is missing would be thrown for each account of a long list, and says nothing.
  const any = new Secret('any');
  const source: CopySource = {
    providerId: 'any',
    providerName: '',
    accountName: '',
    scheme: 'Bearer',
    accessToken: any,
    endpointUrl: 'https://host.invalid/',
    organizationId: 'any',
    keys: { publicKey: any, privateKey: any },
    ...some,
  };
  return copyFormats.filter(format => isUnsafe(format, source)).map(({ id }) => id);
};

/** Letters, digits and the signs between them mean themselves in every format. */
const plainAddress = /^[\w:/.-]*$/;

/** The formats that cannot hold this address; quick for nearly every one, since each row of a long list asks. */
export const unsafeForAddress = (endpointUrl: string): readonly CopyFormat[] =>
  plainAddress.test(endpointUrl) ? [] : unsafeFormats({ endpointUrl });
