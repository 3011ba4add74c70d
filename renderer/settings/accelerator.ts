import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** What of a key press makes a shortcut. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const marks: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};
const asTheyAre = /^(F\d{1,2}|Space|Home|End|PageUp|PageDown|Insert)$/;

/** The key's own name: the letter this keyboard has there; with Alt some systems make another character of it. */
function keyName({ key, code }: Pressed): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (asTheyAre.test(code)) return code;
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? marks[code];
}

/** The press as Electron names it (`Control+Alt+C`); undefined where it is no shortcut for a whole desktop. */
export function acceleratorOf(pressed: Pressed): string | undefined {
  const name = keyName(pressed);
  if (name === undefined || !(pressed.ctrlKey || pressed.altKey || pressed.metaKey)) return undefined;
  const held = [
    pressed.ctrlKey && 'Control',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    pressed.metaKey && 'Meta',
  ];
  return [...held.filter(one => one !== false), name].join('+');
}

const metaWords: Readonly<Record<string, PlainTextKey>> = {
  macOS: 'settings.shortcut.key.cmd',
  Windows: 'settings.shortcut.key.win',
};

/** A shortcut as people read it on this platform ("Ctrl + Alt + C"). */
export const shortcutWords = (accelerator: string, platform: string): string =>
  accelerator
    .split('+')
    .map(one => {
      if (one === 'Control') return text('settings.shortcut.key.ctrl');
      return one === 'Meta' ? text(metaWords[platform] ?? 'settings.shortcut.key.super') : one;
    })
    .join(' + ');
