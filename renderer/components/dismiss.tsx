import { usePanel } from '../state/panel-context.ts';
import type { Notice } from '../state/panel-store.ts';
import { text } from '../text/text.ts';
import { CloseIcon } from './icons.tsx';

/** Takes a notice away. */
export function Dismiss({ notice }: { readonly notice: Notice }) {
  const { actions } = usePanel();
  return (
    <button
      type="button"
      className="square"
      aria-label={text('notice.dismiss')}
      onClick={() => actions.dismiss(notice.key)}
    >
      <CloseIcon />
    </button>
  );
}
