import { Sheet } from '../components/sheet.tsx';
import { text } from '../text/text.ts';
import type { PlainTextKey } from '../text/texts.ts';

const keys: readonly (readonly [string, PlainTextKey])[] = [
  ['/', 'dialog.keys.search'],
  ['↓ ↑', 'dialog.keys.move'],
  ['Enter', 'dialog.keys.copy'],
  ['Ctrl / ⌘ 1–9', 'dialog.keys.number'],
  ['N', 'dialog.keys.add'],
  ['?', 'dialog.keys.help'],
  ['Esc', 'dialog.keys.close'],
];

/** The keys of the panel. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={text('dialog.keys.title')} onClose={onClose}>
      <dl className="keys sheet-body">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text(does)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
