import { type CSSProperties, useEffect, useState } from 'react';
import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import { usePanelState } from '../../state/panel-context.ts';

/** How long a row says "Copied". */
const saidMs = 1200;

/** What lies on the clipboard because of this account, and whether it was copied just now. */
export function useCopiedHere(accountId: string): { readonly copied: ClipboardView | null; readonly isFresh: boolean } {
  const copied = usePanelState(({ clipboard }) =>
    clipboard?.accountId === accountId && !clipboard.unchecked ? clipboard : null,
  );
  const [said, setSaid] = useState<ClipboardView | null>(null);
  const leftMs = copied === null || said === copied ? 0 : copied.copiedAt + saidMs - Date.now();
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setSaid(copied), Math.max(0, copied.copiedAt + saidMs - Date.now()));
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, isFresh: leftMs > 0 };
}

/** A thin line that runs out until the clipboard is cleared; it stands still for those who want no motion. */
export function RunningOut({ copied }: { readonly copied: ClipboardView }) {
  const [leftMs] = useState(() => Math.max(0, copied.clearsAt - Date.now()));
  const share = Math.min(1, leftMs / Math.max(1, copied.clearsAt - copied.copiedAt));
  return (
    <span
      className="running-out"
      aria-hidden="true"
      style={{ '--share': share, animationDuration: `${leftMs}ms` } as CSSProperties}
    />
  );
}
