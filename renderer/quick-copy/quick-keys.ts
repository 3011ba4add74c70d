import type { CopyFormat } from '../../preload/contract/copy-formats.ts';
import type { QuickAccountView } from '../../preload/contract/quick-calls.ts';
import { pieces, text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

type Pressed = Pick<KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What Enter copies with the keys that are held; nothing for keys that mean nothing here. */
export function formatOfEnter({ shiftKey, ctrlKey, metaKey, altKey }: Pressed): CopyFormat | undefined {
  const withCommand = ctrlKey || metaKey;
  if (altKey || (shiftKey && withCommand)) return undefined;
  if (shiftKey) return 'header';
  return withCommand ? 'curl' : 'token';
}

type KeysText = 'quick.keys.token' | 'quick.keys.header' | 'quick.keys.curl' | 'quick.keys.close';
const copying: readonly (readonly [CopyFormat, KeysText, PlainTextKey])[] = [
  ['token', 'quick.keys.token', 'key.enter'],
  ['header', 'quick.keys.header', 'key.shift-enter'],
  ['curl', 'quick.keys.curl', 'key.ctrl-enter'],
];

function hint(words: KeysText, key: PlainTextKey): HTMLElement {
  const kbd = document.createElement('kbd');
  kbd.textContent = text(key);
  const made = document.createElement('span');
  made.append(...pieces<KeysText, HTMLElement>(words, { keys: kbd }));
  return made;
}

/** The keys that do something for the account that is chosen now, and the one that closes. */
export function drawKeys(chosen: QuickAccountView | undefined): readonly HTMLElement[] {
  const offered = copying.filter(([format]) => chosen?.canCopy === true && chosen.formats.includes(format));
  return [...offered.map(([, words, key]) => hint(words, key)), hint('quick.keys.close', 'key.esc')];
}
