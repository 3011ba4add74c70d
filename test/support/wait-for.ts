import { setTimeout as pause } from 'node:timers/promises';

/** Looks every few milliseconds until `look` gives something; after the deadline says what was waited for. */
export async function waitFor<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  deadlineMs: number,
  context: () => string = () => '',
): Promise<T> {
  const endsAt = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > endsAt) throw new Error(`waited ${deadlineMs} ms for ${what}\n${context()}`);
    await pause(20);
  }
}
