import { CloseIcon } from '../icons.tsx';
import { usePanel } from '../panel-context.ts';
import type { Notice } from '../state.ts';

/** Takes a notice away. */
export function Dismiss({ notice }: { readonly notice: Notice }) {
  const { actions } = usePanel();
  return (
    <button type="button" className="square" aria-label="Dismiss" onClick={() => actions.dismiss(notice.key)}>
      <CloseIcon />
    </button>
  );
}
