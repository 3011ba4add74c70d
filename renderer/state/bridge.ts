import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { Reply } from '../../preload/contract/errors.ts';

declare global {
  interface Window {
    readonly dockpass: DockpassBridge;
  }
}

/** The one reader of what the preload put on the page. */
export const readBridge = (): DockpassBridge => window.dockpass;

/** A reply in every case: a call that breaks (main is going away, an argument was refused) becomes `unexpected`. */
export async function asReply<T>(pending: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await pending;
  } catch {
    return { ok: false, error: { code: 'unexpected' } };
  }
}
