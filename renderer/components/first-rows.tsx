import { type ReactNode, useState } from 'react';
import { text } from '../text/text.ts';

/**
 * Rows that are drawn at first: there may be thousands. They are laid out whole: with `content-visibility` a page stopped
 * answering at the end of a long list while the panel behind it changed.
 */
const atFirst = 200;

/** The first of many rows, and a button that shows the others; no button where these are all. */
export function useFirstRows<Row>(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: ReactNode } {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || rows.length <= atFirst) return { shown: rows, more: null };
  const more = (
    <button type="button" className="button" onClick={() => setWhole(true)}>
      {text('sheet.more', { count: rows.length - atFirst })}
    </button>
  );
  return { shown: rows.slice(0, atFirst), more };
}
