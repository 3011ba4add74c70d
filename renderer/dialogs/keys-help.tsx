import { Sheet } from '../components/sheet.tsx';

const keys: readonly (readonly [string, string])[] = [
  ['/', 'Search accounts'],
  ['↓ ↑', 'Move between accounts'],
  ['Enter', 'Copy the token of the account you are on'],
  ['N', 'Add an account'],
  ['?', 'Show these keys'],
  ['Esc', 'Close what is open'],
];

/** The keys of the panel. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={onClose}>
      <dl className="keys sheet-body">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
