import { vi } from 'vitest';

/** Holds soon, on however busy a machine: each look takes no time, so only what never holds takes as long as this waits. */
export const soon = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 30_000, interval: 5 });
