import {
  type CopyFormat,
  type OwnFormat,
  type OwnFormatView,
  type Quoting,
  type TemplateWord,
  templateWords,
} from '../../../preload/contract/copy-formats.ts';
import { templateParts, templateProblems } from '../base/own-template.ts';
import { Secret } from '../base/secret.ts';
import {
  addressOf,
  type CopyFormatEntry,
  type CopySource,
  copyFormats,
  given,
  headerOf,
  tokenValue,
} from './copy-formats.ts';
import { cmd, json, plain, posix, powershell, url } from './quoting.ts';

/** Every way to copy there is now: what Dockpass brings, then the organization's, then the person's own. */
export type Formats = () => readonly CopyFormatEntry[];

interface FormatsDeps {
  /** The organization's. One of the person's with the same id is passed over. */
  readonly given: () => readonly OwnFormat[];
  readonly own: () => readonly OwnFormat[];
}

/** The same list for as long as nothing changed in it: settings are read anew whenever one of them changes. */
export const createFormats = (deps: FormatsDeps): Formats => {
  let [lastGiven, lastOwn]: readonly (readonly OwnFormat[])[] = [];
  let written = '[]';
  let all = copyFormats;
  return () => {
    const [given, own] = [deps.given(), deps.own()];
    if (given === lastGiven && own === lastOwn) return all;
    [lastGiven, lastOwn] = [given, own];
    const added = [...given, ...own.filter(({ id }) => !given.some(one => one.id === id))];
    const before = written;
    written = JSON.stringify(added);
    if (written !== before) all = [...copyFormats, ...added.map(entryOf)];
    return all;
  };
};

const quoters: Readonly<Record<Quoting, (word: string) => string>> = { none: plain, posix, powershell, cmd, json, url };

/** The format of Dockpass's own that is quoted alike: what it cannot hold, this one cannot. */
const quotedAs: Partial<Readonly<Record<Quoting, CopyFormat>>> = {
  posix: 'curl',
  powershell: 'powershell',
  cmd: 'cmd',
};

const valueFor: Readonly<Record<TemplateWord, (source: CopySource) => string>> = {
  token: tokenValue,
  header: headerOf,
  org: ({ organizationId }) => given(organizationId, 'organization'),
  endpoint: addressOf,
  // In seconds since 1970, as in the JSON format.
  expires: ({ expiresAt }) => String(Math.floor(given(expiresAt, 'format') / 1000)),
};

const entryOf = ({ id, name, template, quoting }: OwnFormat): CopyFormatEntry => {
  const parts = templateParts(template);
  const words = templateWords.filter(one => parts.some(part => 'word' in part && part.word === one));
  const has = (word: TemplateWord): boolean => words.includes(word);
  const holdsToken = has('token') || has('header');
  const unsafeAs = quotedAs[quoting];
  const write = (source: CopySource): string => {
    const values = Object.fromEntries(words.map(word => [word, quoters[quoting](valueFor[word](source))]));
    return parts.map(part => ('text' in part ? part.text : (values[part.word] ?? ''))).join('');
  };
  return {
    id,
    words: { name, holdsToken },
    write: source => new Secret(write(source)),
    needs: [
      ...(has('endpoint') ? (['command'] as const) : []),
      ...(has('org') ? (['organization'] as const) : []),
      ...(has('expires') ? (['expiry'] as const) : []),
    ],
    ...(unsafeAs !== undefined && { unsafeAs }),
    ...(!holdsToken && { isPublic: true }),
  };
};

/** Nobody's: for looking at a format that is being typed. */
const madeUp: CopySource = {
  providerId: 'example',
  providerName: '',
  accountName: '',
  scheme: 'Bearer',
  accessToken: new Secret('example-token'),
  endpointUrl: 'https://api.example.com/orders/',
  organizationId: 'ORG-1',
  expiresAt: 1_893_456_000_000,
  keys: {},
};

/** What a format that is being typed gives of a made-up account, or what is wrong with it. */
export const viewOwnFormat = ({ template, quoting }: Pick<OwnFormat, 'template' | 'quoting'>): OwnFormatView => {
  const problems = templateProblems(template, quoting);
  if (problems.length > 0) return { preview: '', problems };
  return { preview: entryOf({ id: '', name: '', template, quoting }).write(madeUp).reveal(), problems };
};
