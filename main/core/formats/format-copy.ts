import type { CopyFormat, CopyFormatView } from '../../../preload/contract/copy-formats.ts';
import { text } from '../../text/text.ts';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { Provider, Values } from '../oauth/provider.ts';
import { type CopyFormatEntry, type CopySource, copyFormats } from './copy-formats.ts';

/** The format of this id. Throws bad-input where there is none. */
export const formatOf = (id: CopyFormat): CopyFormatEntry => {
  const found = copyFormats.find(one => one.id === id);
  if (found === undefined) throw new DockpassError('bad-input', { field: 'format' });
  return found;
};

/** The text for the clipboard. Throws what the format's `write` throws. */
export const formatCopy = (id: CopyFormat, source: CopySource): Secret => formatOf(id).write(source);

/** Said once it is on the clipboard. */
export const copiedWords = (id: CopyFormat, { scheme, accountName }: CopySource): string => {
  const { copied, copiedOfKeys } = formatOf(id);
  return text((scheme === 'Basic' ? copiedOfKeys : undefined) ?? copied, { account: accountName });
};

/** The formats in the words of the windows. */
export const viewCopyFormats = (): readonly CopyFormatView[] =>
  copyFormats.map(({ id, menu, done, asQr, reader, choosesEndpoint }) => ({
    id,
    menu: text(menu),
    done: text(done),
    ...(asQr !== undefined && { asQr: text(asQr) }),
    ...(reader !== undefined && { reader }),
    ...(choosesEndpoint !== undefined && { choosesEndpoint }),
  }));

/** What an account of this provider can give. */
export const offeredFormats = (
  provider: Pick<Provider, 'formats'>,
  values: Values,
  has: { readonly address: boolean; readonly command: boolean; readonly organization: boolean },
): readonly CopyFormat[] => {
  const { added = [], omitted = [] } = provider.formats?.(values) ?? {};
  return copyFormats
    .filter(({ id, isExtra }) => (isExtra ? added.includes(id) : !omitted.includes(id)))
    .filter(({ needs }) => needs === undefined || has[needs])
    .map(({ id }) => id);
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
