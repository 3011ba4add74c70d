import { Sheet } from '../components/sheet.tsx';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** Signs that stand on keys everywhere, and names that differ between languages. */
const keys: readonly (readonly [string | { readonly name: PlainTextKey }, PlainTextKey])[] = [
  ['/', 'dialog.keys.search'],
  ['↓ ↑', 'dialog.keys.move'],
  [{ name: 'key.enter' }, 'dialog.keys.copy'],
  ['I', 'dialog.keys.details'],
  [{ name: 'key.numbers' }, 'dialog.keys.number'],
  ['Alt ↓ ↑', 'dialog.keys.reorder'],
  ['N', 'dialog.keys.add'],
  ['?', 'dialog.keys.help'],
  [{ name: 'key.esc' }, 'dialog.keys.close'],
];

/** The keys of the panel. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={text('dialog.keys.title')} onClose={onClose}>
      <dl className="keys sheet-body">
        {keys.map(([key, does]) => (
          <div key={does}>
            <dt>
              <kbd>{typeof key === 'string' ? key : text(key.name)}</kbd>
            </dt>
            <dd>{text(does)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
