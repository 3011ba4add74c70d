import type { CopyFormat } from '../../preload/contract/copy-formats.ts';
import type { QuickAccountView } from '../../preload/contract/quick-calls.ts';
import { pieces, text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

type Pressed = Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What Enter copies with the keys that are held, `own` with Alt; nothing for keys that mean nothing here. */
export function formatOfEnter(
  { shiftKey, ctrlKey, metaKey, altKey }: Pressed,
  own?: CopyFormat,
): CopyFormat | undefined {
  const withCommand = ctrlKey || metaKey;
  if (altKey) return shiftKey || withCommand ? undefined : own;
  if (shiftKey && withCommand) return undefined;
  if (shiftKey) return 'header';
  return withCommand ? 'curl' : 'token';
}

type KeysText = 'quick.keys.token' | 'quick.keys.header' | 'quick.keys.curl' | 'quick.keys.close';
const copying: readonly (readonly [CopyFormat, KeysText, PlainTextKey])[] = [
  ['token', 'quick.keys.token', 'key.enter'],
  ['header', 'quick.keys.header', 'key.shift-enter'],
  ['curl', 'quick.keys.curl', 'key.ctrl-enter'],
];

type Words = readonly (string | HTMLElement)[];
function hint(key: PlainTextKey, wordsWith: (keys: HTMLElement) => Words): HTMLElement {
  const kbd = document.createElement('kbd');
  kbd.textContent = text(key);
  const made = document.createElement('span');
  made.append(...wordsWith(kbd));
  return made;
}

const plainHint = (words: KeysText, key: PlainTextKey): HTMLElement =>
  hint(key, keys => pieces<KeysText, HTMLElement>(words, { keys }));
const ownHint = (name: string): HTMLElement =>
  hint('key.alt-enter', keys => pieces<'quick.keys.own', HTMLElement>('quick.keys.own', { keys, name }));

/** The keys that do something for the account that is chosen now, and the one that closes. */
export function drawKeys(chosen: QuickAccountView | undefined): readonly HTMLElement[] {
  const offered = copying.filter(([format]) => chosen?.canCopy === true && chosen.formats.includes(format));
  const own = chosen?.own === undefined ? [] : [ownHint(chosen.own.name)];
  return [...offered.map(([, words, key]) => plainHint(words, key)), ...own, plainHint('quick.keys.close', 'key.esc')];
}
