import type { QuickAccountView } from '../../preload/contract/quick-calls.ts';
import { text } from '../text/text.ts';

const element = (name: 'div' | 'span' | 'bdi', className: string, ...children: (string | Node)[]): HTMLElement => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

/** One account as an option: its name, where it is from, how long it is good for. Names are text, whatever they hold. */
export function drawAccount(account: QuickAccountView, index: number): HTMLElement {
  const { label, providerName, monogram, colour, detail, left, needsAttention, asked } = account;
  const { environment, environmentKind = environment, notProduction, groups = [] } = account;
  const tile = element('span', 'tile', monogram);
  tile.ariaHidden = 'true';
  tile.style.setProperty('--tile', colour);
  const name = element('span', 'name', label);
  name.dir = 'auto';
  const badge =
    environment === undefined ? [] : [element('span', notProduction ? 'badge amber' : 'badge', environmentKind ?? '')];
  const rest = environment === environmentKind ? undefined : environment;
  const from = [providerName, rest, detail, ...groups.map(name => `#${name}`)]
    .filter(part => part !== undefined)
    .flatMap((part, at) => [at === 0 ? '' : ' · ', element('bdi', '', part)]);
  const row = element(
    'div',
    'row',
    tile,
    element('span', 'who', element('span', 'name-line', name, ...badge), element('span', 'sub', ...from)),
    asked === undefined ? element('span', needsAttention ? 'left bad' : 'left', left) : element('span', 'left', asked),
  );
  row.id = `account-${index}`;
  row.role = 'option';
  return row;
}

/** What the foot of the window says: that there are more, or why there is nothing to choose. */
export function quickWords(all: number, found: number, shown: number, asked: string | undefined): string {
  if (asked !== undefined) return text('quick.asked', { what: asked });
  if (all === 0) return text('quick.no-accounts');
  if (found === 0) return text('quick.none');
  return found > shown ? text('quick.of-many', { found, shown }) : '';
}
