import type { AccountView } from '../../../preload/contract/account-view.ts';
import { usePanel } from '../../state/panel-context.ts';
import { formatMoment } from '../../text/format.ts';
import { instruct } from '../../text/messages.ts';
import { text } from '../../text/text.ts';

/** Under the row: since when the file that programs read could not be kept, and the way to where it is chosen. */
export function FileNotKept({ account: { id, label, fileNotKept } }: { readonly account: AccountView }) {
  const { store } = usePanel();
  if (fileNotKept === undefined) return null;
  const { since, failure } = fileNotKept;
  const { title } = instruct(failure);
  return (
    <div className="row-problem">
      <p>
        <strong>{text('row.file-not-kept', { time: formatMoment(since) })}</strong> {text('notice.sentence', { title })}
      </p>
      <button
        type="button"
        className="outline"
        aria-label={text('row.programs', { account: label })}
        onClick={() => store.set({ overlay: { kind: 'programs', id } })}
      >
        {text('menu.programs')}
      </button>
    </div>
  );
}
