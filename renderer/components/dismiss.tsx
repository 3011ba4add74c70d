import { usePanel } from '../state/panel-context.ts';
import type { Notice } from '../state/panel-store.ts';
import { CloseIcon } from './icons.tsx';

/** Takes a notice away. */
export function Dismiss({ notice }: { readonly notice: Notice }) {
  const { actions } = usePanel();
  return (
    <button type="button" className="square" aria-label="Dismiss" onClick={() => actions.dismiss(notice.key)}>
      <CloseIcon />
    </button>
  );
}
