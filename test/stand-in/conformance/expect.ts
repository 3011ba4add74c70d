import { deepStrictEqual } from 'node:assert';

/** Fails unless both are deeply equal. */
export function same(actual: unknown, expected: unknown): void {
  deepStrictEqual(actual, expected);
}

function checkError(error: unknown, message: string | RegExp, kind: string | undefined): void {
  if (!(error instanceof Error)) throw new Error(`threw ${String(error)}, which is no Error`);
  const fits = typeof message === 'string' ? error.message === message : message.test(error.message);
  if (!fits) throw new Error(`threw '${error.message}' instead of '${message}'`);
  if (kind !== undefined && error.name !== kind) throw new Error(`threw a ${error.name} instead of a ${kind}`);
}

/** Fails unless `act` throws an error with this message (and name). */
export function throws(act: () => unknown, message: string | RegExp, kind?: string): void {
  try {
    act();
  } catch (error) {
    checkError(error, message, kind);
    return;
  }
  throw new Error(`did not throw '${message}'`);
}

/** Fails unless the promise rejects with an error of this message (and name). */
export async function rejects(promise: Promise<unknown>, message: string | RegExp, kind?: string): Promise<void> {
  try {
    await promise;
  } catch (error) {
    checkError(error, message, kind);
    return;
  }
  throw new Error(`did not reject with '${message}'`);
}
