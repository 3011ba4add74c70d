import { text } from '../text/text.ts';

interface Props {
  readonly count: number;
  readonly of: number;
  readonly onClear: () => void;
}
/** How many accounts the search found, or that it found none, and the way back to all. */
export function SearchResult({ count, of, onClear }: Props) {
  return (
    <div className={count === 0 ? 'found none' : 'found'}>
      <p aria-live="polite">{count === 0 ? text('search.none') : text('search.found', { found: count, all: of })}</p>
      <button type="button" className="quiet" onClick={onClear}>
        {text('search.show-all')}
      </button>
    </div>
  );
}
